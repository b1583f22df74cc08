// One cell as a person meets it: its heading, the way to answer, and what is wrong with it.
// Here: which input asks for which kind of column. Not here: what is right (cells.js, check.js).

import { fullDate } from "./dates.js";
import { el, newId } from "./dom.js";

const MOST_CHIPS = 5;
const FEW_CHIPS = 3;

/** The cell of `row` in `column`; `app` is told of every change. */
export function fieldOf(app, row, column) {
  const id = newId(column.name);
  const note = el("p", { id: `${id}-note`, class: "note", hidden: true });
  const about = [column.description, column.unit ? `in ${column.unit}` : "", column.clause].filter(Boolean).join(", ");
  const parts = { id, note, title: column.title, about, isRequired: column.is_required };
  const made = isChips(column) ? chips(app, row, column, parts) : plain(app, row, column, parts);
  made.box.dataset.cell = `${row.tab} ${column.name}`;
  app.show(row, column.name, { note, inputs: made.inputs, box: made.box });
  return made.box;
}

function isChips(column) {
  return column.picks.length > 0 && column.picks.length <= MOST_CHIPS && !column.names_people && !column.is_open;
}

function plain(app, row, column, parts) {
  const input = inputFor(app, row, column, parts);
  const label = el("label", { for: parts.id, title: parts.about }, parts.title, star(parts));
  const list = input.matches("input") && column.picks.length ? proposals(input, column, parts.id) : null;
  const kind = column.kind === "text" && !column.picks.length ? "wide" : "";
  return { box: el("div", { class: `field ${kind} of-${column.kind}` }, label, input, list, parts.note), inputs: [input] };
}

function star(parts) {
  return parts.isRequired ? el("span", { class: "star", "aria-hidden": "true" }, " *") : null;
}

function inputFor(app, row, column, parts) {
  const shared = { id: parts.id, "aria-describedby": `${parts.id}-note`, autocomplete: "off" };
  const write = (text) => app.write(row, column.name, text);
  const text = app.sheet.text(row, column.name);
  if (column.picks.length && isClosed(app, row, column)) return selectOf(shared, column, text, write);
  if (column.kind === "text" && !column.picks.length) {
    const area = el("textarea", { ...shared, rows: 1, spellcheck: "true", oninput: () => write(area.value) });
    area.value = text;
    return area;
  }
  const input = el("input", { ...shared, type: "text", oninput: () => write(input.value), ...keysFor(column) });
  input.value = text;
  if (column.kind === "date") {
    input.addEventListener("change", () => {
      input.value = fullDate(input.value, app.head.call_date);
      write(input.value);
    });
  }
  return input;
}

/** Whether only the entries of the list can stand: where the step refuses strangers, none is typed. */
function isClosed(app, row, column) {
  const isOfTeam = (guard) => guard.form === "in_team" && guard.tab === row.tab && guard.column === column.name;
  return !column.is_open || app.guards.some(isOfTeam);
}

function keysFor(column) {
  if (column.kind === "date") return { placeholder: "mm/dd/yyyy" };
  return column.kind === "whole" || column.kind === "decimal" ? { inputmode: "decimal" } : {};
}

function selectOf(shared, column, text, write) {
  const known = column.picks.map(([, label]) => label);
  // what a file brought and the list does not know stays in sight, to be put right
  const odd = text && !known.includes(text) ? [text] : [];
  const options = ["", ...odd, ...known].map((label) => el("option", { value: label, selected: label === text }, label));
  const select = el("select", { ...shared, onchange: () => write(select.value) }, options);
  return select;
}

function proposals(input, column, id) {
  input.setAttribute("list", `${id}-list`);
  return el("datalist", { id: `${id}-list` }, column.picks.map(([, label]) => el("option", { value: label })));
}

/** A few words to choose from: arrows, blanks, or the first letter; Backspace takes it back. */
function chips(app, row, column, parts) {
  const write = (label) => app.write(row, column.name, label);
  const inputs = column.picks.map(([, label]) => el("input", {
    type: "radio", name: parts.id, value: label, "aria-describedby": `${parts.id}-note`,
    onchange: () => write(label),
  }));
  const clear = () => {
    for (const input of inputs) input.checked = false;
    write("");
  };
  const text = app.sheet.text(row, column.name);
  for (const input of inputs) input.checked = input.value === text;
  const labels = inputs.map((input) => el("label", { class: "chip", onclick: (event) => {
    if (event.target === input || !input.checked) return;
    event.preventDefault();
    clear();
  } }, input, el("span", {}, input.value)));
  const box = el("fieldset", {
    class: `field chips ${inputs.length > FEW_CHIPS ? "many" : ""}`, onkeydown: (event) => byLetter(event, inputs, write, clear),
  }, el("legend", { title: parts.about }, parts.title, star(parts)), el("div", { class: "choices" }, labels), parts.note);
  return { box, inputs };
}

function byLetter(event, inputs, write, clear) {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === "Backspace" || event.key === "Delete") {
    event.preventDefault();
    clear();
    return;
  }
  const begins = inputs.filter((input) => input.value.toLowerCase().startsWith(event.key.toLowerCase()));
  if (event.key.length !== 1 || event.key === " " || !begins.length) return;
  event.preventDefault();
  const next = begins[(begins.findIndex((input) => input.checked) + 1) % begins.length];
  next.checked = true;
  next.focus();
  write(next.value);
}
