// The screens that are not about one patient: who is there, who comes next, and the end of the call.

import { asClock, asMinutes } from "./clock.js";
import { el } from "./dom.js";
import { partOf } from "./part.js";

/** Who takes part; this screen is the first. */
export function startScreen(app) {
  return [
    title("Who takes part"),
    el("p", {}, "Answer yes for everyone who is there. A guest goes into a row of its own."),
    app.layout.start.flatMap((part) => partOf(app, part, null)).flat(3),
    onward(app),
  ];
}

/** Which patients come next, and who else joins for one of them. */
export function nextScreen(app) {
  const [patients, invitees] = app.layout.next;
  return [
    title(app.facts.headings["step-j"]),
    el("p", {}, "Answer yes or no for each; without an answer the patient waits for the planner."),
    el("button", { type: "button", class: "quiet-button", onclick: () => keepAll(app) }, "Yes to all without an answer"),
    partOf(app, patients, null).flat(3),
    el("h3", {}, "Who else joins the next call, for one patient"),
    partOf(app, invitees, null).flat(3),
    onward(app),
  ];
}

function keepAll(app) {
  for (const row of app.sheet.rowsOf("next_patients")) {
    if (!app.sheet.text(row, "keep")) app.sheet.write(row, "keep", "yes");
  }
  app.changed();
  app.draw();
}

/** What became of the call, what is still wrong, and the file for the inbox. */
export function finishScreen(app) {
  const [call, time] = app.layout.finish;
  return [
    title("Finish the call"),
    partOf(app, call, null).flat(3),
    el("button", { type: "button", class: "quiet-button", onclick: () => {
      app.sheet.write(app.sheet.rowsOf("call")[0], "minutes", String(asMinutes(app.clock.spent)));
      app.changed();
      app.draw();
    } }, `Take the clock's time: ${asClock(app.clock.spent)}`),
    el("div", { id: "to-mend", role: "region", "aria-label": "What is still to be put right", tabindex: -1 }),
    el("div", { class: "ending" },
      el("button", { type: "button", class: "next", id: "finish", onclick: () => app.finish() }, "Finish: make the file for the inbox")),
    el("div", { id: "finished" }),
    el("details", { class: "more" }, el("summary", {}, "Minutes spent on this call and before it"), partOf(app, time, null).flat(3)),
    el("details", { class: "more", open: Boolean(app.copyWords) }, el("summary", {}, "Copies, paper and the draft"), copies(app)),
  ];
}

function copies(app) {
  const chosen = el("input", { type: "file", id: "taken-over", accept: ".json", onchange: () => app.takeOver(chosen.files[0]) });
  return el("div", { class: "copies" },
    el("p", {}, "A copy holds all answers so far, in the clear: keep it where patients' data may lie."),
    el("button", { type: "button", onclick: () => app.saveCopy() }, "Save a copy to go on elsewhere"),
    el("label", { for: "taken-over" }, "Take over the answers of a file of this call"), chosen,
    el("p", { id: "copy-words" }, app.copyWords ?? ""),
    el("button", { type: "button", onclick: () => window.print() }, "Print the sheet, with lines to write on"),
    el("button", { type: "button", class: "remove", onclick: () => app.startAnew() }, "Erase the draft and all answers"));
}

function title(words) {
  return el("h2", { id: "screen-title", tabindex: -1 }, words);
}

function onward(app) {
  const after = app.screens[app.screens.indexOf(app.screen) + 1];
  return el("div", { class: "ending" }, el("button", { type: "button", class: "next", onclick: () => app.next() }, el("span", {}, "Go on to ", el("strong", {}, after.title))));
}
