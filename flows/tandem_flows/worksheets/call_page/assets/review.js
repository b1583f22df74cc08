// One patient a screen: who it is, what was said last time, and the review in the guideline's order.

import { el } from "./dom.js";
import { partOf } from "./part.js";

/** The screen of one patient. */
export function reviewScreen(app, patient) {
  return [
    headOf(app, patient),
    lastTimeOf(app, patient),
    ...app.layout.review.map((section) => sectionOf(app, section, patient)),
    el("div", { class: "ending" },
      el("div", { id: "still-open" }),
      el("button", { type: "button", class: "next", onclick: () => app.next() }, nextWords(app))),
  ];
}

function nextWords(app) {
  const after = app.screens[app.screens.indexOf(app.screen) + 1];
  return el("span", {}, "Done: go on to ", el("strong", {}, after.title));
}

function headOf(app, { row, caseId }) {
  const text = (name) => app.sheet.text(row, name);
  const tier = app.facts.tiers[caseId];
  return el("header", { class: "who" },
    el("h2", { id: "screen-title", tabindex: -1 }, `${text("position")}. ${text("first_name")} ${text("last_name")}`),
    el("p", {}, `born ${text("birth_date") || "not known"}, case ${caseId}`),
    el("p", {}, el("span", { class: `tier ${tier}` }, (tier ?? "").replaceAll("_", " ")), ` ${text("agenda_reason")}`));
}

/** What became of it since: the last decision, the steps with their results, both sides' words. */
function lastTimeOf(app, { caseId }) {
  const said = Object.values(app.facts.last_time).flatMap((cases) => cases[caseId] ?? []);
  if (!said.length) return el("p", { class: "quiet first-time" }, "Nothing was said about this patient before.");
  return el("details", { class: "last-time", open: true }, el("summary", {}, "What was said last time"),
    el("ul", {}, said.map((told) => el("li", {}, told.map(([title, words], index) => [
      index ? " · " : "", el("span", { class: "quiet" }, `${title}: `), words,
    ])))));
}

function sectionOf(app, section, patient) {
  const id = section.anchor;
  const title = el("h3", { id: `${id}-title` }, app.facts.headings[id]);
  const parts = section.parts.flatMap((part) => partOf(app, part, patient.caseId));
  const more = EXTRAS[id]?.(app, patient) ?? null;
  const box = el("section", { id, class: section.needs_active ? "may-wait" : "", "aria-labelledby": `${id}-title` }, title);
  if (section.needs_active) box.append(waitingOf(box));
  box.append(el("div", { class: "body" }, ...[parts, more].flat(3).filter(Boolean)));
  return box;
}

function waitingOf(box) {
  const open = el("button", { type: "button", class: "link", onclick: () => {
    box.classList.add("is-used");
    box.querySelector(".body").querySelector("input, select, textarea, button")?.focus();
  } }, "Open it all the same");
  return el("p", { class: "waits quiet" }, "This can wait: the patient is not an active patient of the practice. ", open);
}

// What some steps show beside their columns.
const EXTRAS = {
  "step-i": (app, { caseId }) => el("div", { class: "read-out", "data-case": caseId }),
  "step-j": (app) => {
    const rows = app.sheet.rowsOf("next_patients");
    const names = rows.map((row) => `${app.sheet.text(row, "first_name")} ${app.sheet.text(row, "last_name")}`);
    return [
      el("p", {}, names.length ? `Proposed for the next call: ${names.join(", ")}.` : "Nobody is proposed for the next call."),
      el("button", { type: "button", class: "quiet-button", onclick: () => app.go("next") }, "Agree who is next"),
    ];
  },
  "step-k": () => el("p", { class: "quiet" }, "The notes are made from this record, once the file of the call lies in the inbox."),
};

/** The next steps as they are read out to both sides. */
export function readOut(app, caseId) {
  const steps = app.sheet.ofCase("tasks", caseId).filter((row) => !app.sheet.isBlank(row));
  const words = steps.map((row) => {
    const text = (name) => app.sheet.text(row, name) || "…";
    return el("li", {}, `${text("action")}: ${text("owner")}, by ${text("due_on")}, report back on ${text("report_back_on")}`);
  });
  return words.length ? el("ol", {}, words) : el("p", { class: "quiet" }, "No next step so far.");
}
