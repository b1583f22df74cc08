// Elements of the page. Text always goes in as text: whatever a name or note holds is only shown.

/** An element with attributes, listeners (`onclick`) and children: elements, texts, or nothing. */
export function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

/** Put `children` in the place of all that `parent` held. */
export function fill(parent, ...children) {
  parent.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
}

/** Tell something to those who hear the page, once. */
export function announce(words) {
  const heard = document.getElementById("heard");
  heard.textContent = "";
  setTimeout(() => { heard.textContent = words; }, 50);
}

let count = 0;

/** An id that no other element has. */
export function newId(stem) {
  count += 1;
  return `${stem}-${count}`;
}
