// The frame of a page: buttons that open navigation and search, and the sentence a remark is about.
(function () {
  "use strict";

  // the theme's own switches are check boxes nobody can reach with keys
  function switches(button) {
    const box = document.getElementById(button.dataset.switches);
    if (!box) return;
    const say = () => button.setAttribute("aria-expanded", String(box.checked));
    button.addEventListener("click", () => box.click());
    box.addEventListener("change", say);
    say();
    if (box.id === "__drawer") entered(box, button);
  }

  // who opens the navigation is in it, and back at the button with Escape
  function entered(box, button) {
    const drawer = document.querySelector(".md-sidebar--primary");
    button.addEventListener("click", () => {
      if (box.checked) drawer.querySelector("a.md-nav__link").focus();
    });
    drawer.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !box.checked) return;
      box.click();
      button.focus();
    });
  }

  // a reader who came to one sentence sends its id along
  function nameClause(link) {
    link.addEventListener("click", () => {
      const id = decodeURIComponent(location.hash.slice(1)).toUpperCase();
      if (/^[A-Z]{3}-\d+$/.test(id)) {
        link.href = link.dataset.about.replace("CLAUSE", id);
      }
    });
  }

  // the search divides words at a hyphen; in its index an id such as LED-02 stands as one word too
  function joinIds(event) {
    const asked = event.target;
    if (!asked.matches(".md-search__input")) return;
    const joined = asked.value.replace(/\b([a-z]{3})-(\d{2})\b/gi, "$1$2");
    if (joined !== asked.value) asked.value = joined;
  }

  document.addEventListener("input", joinIds, true);
  window.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll("button[data-switches]").forEach(switches);
    document.querySelectorAll("a[data-about]").forEach(nameClause);
  });
})();
