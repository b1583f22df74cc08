// What is always in sight: the clock with its pace, every patient with its state, what is wrong where.

import { asClock, asMinutes } from "./clock.js";
import { el, fill } from "./dom.js";

/** The list of screens; the one in sight is marked, each patient is open, begun or done. */
export function drawOverview(app) {
  fill(document.getElementById("overview"), app.screens.map((screen) => {
    const state = app.stateOf(screen);
    return el("li", {}, el("button", {
      type: "button", class: `goes ${state}`, "data-screen": screen.id,
      "aria-current": screen === app.screen ? "step" : null, onclick: () => app.go(screen.id),
    }, el("span", {}, screen.title), state ? el("span", { class: "state" }, state) : null));
  }));
}

/** The time of the call, of this patient, and how both compare with the pace. */
export function drawClock(app) {
  const { clock } = app;
  clock.count();
  const done = app.patients.filter((patient) => app.stateOf(patient) === "done").length;
  const behind = clock.behind(done);
  const late = asMinutes(behind, Math.floor);
  const pace = late > 0 ? `${late} min behind` : "on time";
  const caseId = app.screen.caseId;
  fill(document.getElementById("clock"),
    el("span", { class: "big" }, asClock(clock.spent)), ` of ${asClock(clock.whole)}`,
    caseId ? el("span", { class: clock.of(caseId) > clock.share ? "over" : "" }, `, this patient ${asClock(clock.of(caseId))} of ${asClock(clock.share)}`) : null);
  fill(document.getElementById("pace"), `${done} of ${app.patients.length} done, `, el("span", { class: late > 0 ? "over" : "" }, pace));
  const bar = document.getElementById("clock-bar");
  bar.max = clock.whole;
  bar.value = Math.min(clock.spent, clock.whole);
  document.getElementById("clock-switch").textContent = clock.isRunning ? "Pause" : clock.spent ? "Go on" : "Start the clock";
}

/** What is wrong, beside each cell in sight. */
export function drawNotes(app) {
  for (const [key, { note, inputs, box }] of app.shown) {
    const problem = app.problemAt.get(key);
    note.hidden = !problem;
    fill(note, problem ? wordsOf(problem) : null);
    box.classList.toggle("wrong", Boolean(problem) && !problem.isMissing);
    box.classList.toggle("needed", Boolean(problem?.isMissing));
    for (const input of inputs) {
      if (input.type !== "radio") input.setAttribute("aria-invalid", problem ? "true" : "false");
    }
  }
}

/** What is wrong, in full; what is merely missing is told in a word until one is there. */
function wordsOf(problem) {
  const full = `${sentence(problem.what)}. ${problem.remedy}`;
  if (!problem.isMissing) return full;
  return [el("span", { class: "in-short", "aria-hidden": "true" }, "needed"), el("span", { class: "in-full" }, full)];
}

/** A section that can wait stays shut, unless something stands in it or is asked of it. */
export function drawWaiting(app) {
  for (const section of document.querySelectorAll("#screen .may-wait")) {
    const fields = [...app.shown.values()].filter(({ box }) => section.contains(box));
    const isUsed = ({ row, column, box }) => column in row.typed || box.matches(".needed, .wrong");
    if (fields.some(isUsed)) section.classList.add("is-used");
  }
}

/** What is open, screen by screen: each place is a way there, with its words if it is wrong. */
export function problemList(app, problems, heading) {
  if (!problems.length) return [];
  const byScreen = grouped(app, problems);
  const isOne = byScreen.size === 1;
  return [el("h3", {}, heading), ...[...byScreen].map(([screen, own]) => el("div", { class: "of-screen" },
    isOne ? null : el("h4", {}, screen.title),
    el("ul", { class: "problems" }, own.map((problem) => placeOf(app, problem)))))];
}

function grouped(app, problems) {
  const found = new Map();
  for (const problem of problems) {
    const screen = app.screenOf(problem.row);
    found.set(screen, [...(found.get(screen) ?? []), problem]);
  }
  return found;
}

function placeOf(app, problem) {
  const column = problem.title ?? (problem.column ? app.sheet.column(problem.row, problem.column).title : "this row");
  const name = problem.row.sent === null ? `${app.sheet.tabs.get(problem.row.tab).label}, ${column}` : column;
  const clause = problem.clause ? ` (${problem.clause})` : "";
  const words = problem.isMissing && !problem.title ? "" : `: ${problem.what}. ${problem.remedy}${clause}`;
  return el("li", { class: words ? "long" : "" },
    el("button", { type: "button", class: "link", onclick: () => app.goTo(problem) }, name), words);
}

function sentence(words) {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
