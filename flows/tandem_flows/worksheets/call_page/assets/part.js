// A part of a section: what is told beside what is asked, once for a patient or row by row.

import { el } from "./dom.js";
import { fieldOf } from "./field.js";

const SIDES = ["plan", "practice"];

/** The part for the patient `caseId`, or for the whole call when there is none. */
export function partOf(app, part, caseId) {
  if (part.one) return listOf(app, part, caseId);
  const row = rowOfPart(app, part.tab, caseId);
  return [toldOf(app, row, part.told), askedOf(app, row, part.asked)];
}

function rowOfPart(app, tab, caseId) {
  return caseId === null ? app.sheet.rowsOf(tab)[0] : app.sheet.ofCase(tab, caseId)[0];
}

/** What is known, in words; what both sides said stands side by side. */
export function toldOf(app, row, names) {
  const told = names.map((name) => ({ name, title: app.sheet.column(row, name).title, text: app.sheet.text(row, name) }));
  const sided = told.filter(({ name }) => SIDES.some((side) => name.endsWith(`_${side}`)));
  const others = told.filter((one) => !sided.includes(one) && one.text);
  return [
    sided.length ? el("div", { class: "sides" }, SIDES.map((side) => sideOf(side, sided))) : null,
    others.length ? el("dl", { class: "told" }, others.map((one) => pair(one.title, one.text))) : null,
  ];
}

function sideOf(side, sided) {
  const own = sided.filter(({ name }) => name.endsWith(`_${side}`));
  const said = own.filter(({ text }) => text);
  return el("div", { class: `side ${side}` },
    el("p", { class: "whose" }, side === "plan" ? "Plan" : "Practice"),
    said.length ? el("dl", {}, said.map((one) => pair(one.title, one.text))) : el("p", { class: "quiet" }, "Nothing was written down."));
}

function pair(title, text) {
  return el("div", {}, el("dt", {}, title), el("dd", {}, text));
}

function askedOf(app, row, names) {
  return names.length ? el("div", { class: "asked" }, names.map((name) => fieldOf(app, row, app.sheet.column(row, name)))) : null;
}

function listOf(app, part, caseId) {
  const rows = () => (caseId === null ? app.sheet.rowsOf(part.tab) : app.sheet.ofCase(part.tab, caseId));
  const box = el("div", { class: "entries" });
  for (const row of rows()) box.append(entryOf(app, part, row, box));
  const tab = app.sheet.tabs.get(part.tab);
  if (!tab.takes_new_rows) return [box];
  const add = el("button", { type: "button", class: "add", "data-adds": part.tab, onclick: () => {
    const entry = entryOf(app, part, app.sheet.add(part.tab, caseCell(app, part.tab, caseId)), box);
    box.append(entry);
    app.changed();
    entry.querySelector("input, select, textarea").focus();
  } }, `Add ${/^[aeiou]/.test(part.one) ? "an" : "a"} ${part.one}`);
  return [box, add];
}

function caseCell(app, tab, caseId) {
  if (caseId === null) return {};
  const pick = app.sheet.columns.get(tab).get("case_id").picks.find(([value]) => value === caseId);
  return { case_id: pick ? pick[1] : caseId };
}

function entryOf(app, part, row, box) {
  const asked = part.asked.map((name) => app.sheet.column(row, name));
  const open = asked.filter((column) => app.sheet.isAsked(row, column));
  const locked = asked.filter((column) => !app.sheet.isAsked(row, column)).map((column) => column.name);
  const name = row.sent ? nameOf(app, row, part) : `New ${part.one}`;
  const isLine = row.sent !== null && open.length === 1;
  const entry = el("div", { class: `entry ${isLine ? "line" : ""}`, role: "group", "aria-label": name },
    isLine ? lineOf(app, row, [...locked, ...part.told]) : null,
    row.sent && !isLine && (locked.length || part.told.length) ? toldOf(app, row, [...locked, ...part.told]) : null,
    el("div", { class: "asked" }, open.map((column) => fieldOf(app, row, column))));
  if (!row.sent) entry.append(removeOf(app, row, entry, box, part));
  return entry;
}

/** What is known of a row that asks for one thing, in a line; a yes is told by its heading. */
function lineOf(app, row, names) {
  const told = names.map((name) => {
    const { kind, title } = app.sheet.column(row, name);
    const text = app.sheet.text(row, name);
    if (kind === "yes_no") return text === "yes" ? title.replace("?", "").toLowerCase() : "";
    return kind === "date" && text ? `${title} ${text}` : text;
  });
  return el("p", { class: "told-line" }, told.filter(Boolean).map((words, index) => el("span", { class: index ? "quiet" : "first" }, words)));
}

function nameOf(app, row, part) {
  const names = ["person", "first_name", "last_name", "goal", "activity"].filter((name) => app.sheet.column(row, name));
  return names.map((name) => app.sheet.text(row, name)).filter(Boolean).join(" ") || part.one;
}

function removeOf(app, row, entry, box, part) {
  return el("button", { type: "button", class: "remove", onclick: () => {
    app.sheet.remove(row);
    const next = entry.nextElementSibling ?? box.parentElement.querySelector("[data-adds]");
    entry.remove();
    (next.matches("button") ? next : next.querySelector("input, select, textarea")).focus();
    app.changed();
  } }, `Remove this ${part.one}`);
}
