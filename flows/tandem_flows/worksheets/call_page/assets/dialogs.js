// Two small windows: someone urgent, and the help on keys. Escape closes them.

import { el, fill } from "./dom.js";
import { SHORTCUTS } from "./keys.js";

/** Fill the windows and let their buttons open them. */
export function setUpDialogs(app) {
  opens("help-open", "help", () => helpOf());
  opens("urgent-open", "urgent", (close) => urgentOf(app, close));
}

function opens(button, name, inside) {
  const dialog = document.getElementById(name);
  const close = () => dialog.close();
  document.getElementById(button).addEventListener("click", () => {
    fill(dialog.querySelector(".inside"), ...inside(close));
    dialog.showModal();
  });
  dialog.querySelector(".close").addEventListener("click", close);
}

function helpOf() {
  const rows = SHORTCUTS.map(([keys, words]) => el("div", {}, el("dt", {}, el("kbd", {}, keys)), el("dd", {}, words)));
  return [
    el("dl", { class: "keys" }, rows),
    el("p", {}, "Where a few words stand to choose from, press the first letter of one; Backspace takes it back."),
    el("p", {}, "Dates may be typed short: 1/27 is the next such day, +14 is fourteen days after the call, +2w two weeks."),
  ];
}

/** An urgent patient of this sheet is taken at once; how any other comes onto it is said. */
function urgentOf(app, close) {
  const open = app.patients.filter((patient) => app.stateOf(patient) !== "done");
  const urgent = open.filter(({ caseId }) => app.facts.tiers[caseId] === "urgent");
  const goes = (patient) => el("li", {}, el("button", { type: "button", onclick: () => { close(); app.go(patient.id); } }, patient.title));
  return [
    urgent.length ? el("p", {}, "Marked as urgent and still open:") : null,
    urgent.length ? el("ul", { class: "goes-to" }, urgent.map(goes)) : null,
    el("p", {}, "Take another patient of this call now:"),
    el("ul", { class: "goes-to" }, open.filter((patient) => !urgent.includes(patient)).map(goes)),
    el("p", {}, "Proposed for the next call: say yes to the patient there."),
    el("button", { type: "button", onclick: () => { close(); app.go("next"); } }, "Go to who is next"),
    el("p", {}, "On no list yet: talk first, then write the patient into the practice's list with urgent: yes, and make the sheet of this call again (tandem run identify, share and call). Under Finish, save a copy here and take it over in the new page: nothing is typed twice."),
  ];
}
