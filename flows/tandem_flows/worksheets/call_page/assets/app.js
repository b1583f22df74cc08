// The page as a whole: which screen is in sight, what was typed, what is wrong with it.
// Here: what the other modules ask of each other. Not here: looks, rules, files.

import { acrossProblems } from "./across.js";
import { cellReader } from "./cells.js";
import { checkedSheet } from "./check.js";
import { asMinutes, Clock } from "./clock.js";
import { seenOn } from "./dates.js";
import { announce, fill } from "./dom.js";
import { fillIn } from "./people.js";
import { finishScreen, nextScreen, startScreen } from "./others.js";
import { drawClock, drawNotes, drawOverview, drawWaiting, problemList } from "./overview.js";
import { readOut, reviewScreen } from "./review.js";
import { Sheet } from "./sheet.js";

export class App {
  constructor(data) {
    Object.assign(this, { head: data.head, facts: data.facts, layout: data.layout, guards: data.guards, tabs: data.tabs });
    this.firstRow = data.spelling.first_row;
    this.read = cellReader(data.spelling, seenOn(data.head.call_date));
    this.sheet = new Sheet(data.tabs);
    this.patients = this.sheet.rowsOf("patients").map((row) => this.patientScreen(row));
    this.clock = new Clock(data.facts, this.patients.length);
    this.screens = [
      { id: "start", title: "Who takes part", draw: startScreen },
      ...this.patients,
      { id: "next", title: "Who is next", draw: nextScreen },
      { id: "finish", title: "Finish", draw: finishScreen },
    ];
    [this.screen] = this.screens;
    this.shown = new Map();
    this.onChange = () => {};
    this.check();
  }

  patientScreen(row) {
    const caseId = this.sheet.caseOf(row);
    const name = ["first_name", "last_name"].map((one) => this.sheet.text(row, one)).filter(Boolean).join(" ");
    return { id: `case-${caseId}`, title: name || caseId, caseId, row, draw: reviewScreen };
  }

  // what a field needs

  show(row, column, parts) {
    this.shown.set(this.keyOf(row, column), { row, column, ...parts });
  }

  keyOf(row, column) {
    return `${row.tab} ${row.id} ${column}`;
  }

  write(row, column, text) {
    this.sheet.write(row, column, text);
    fillIn(this, row, column, text);
    this.changed();
  }

  // what is wrong

  check() {
    const { problems, answered } = checkedSheet(this.sheet, this.read, this.firstRow);
    const across = acrossProblems(this.sheet, this.guards, this.facts, this.head.call_date, answered);
    this.problems = [...problems, ...across];
    this.answered = answered;
    this.problemAt = new Map(this.problems.map((one) => [this.keyOf(one.row, one.column), one]).reverse());
  }

  /** Something was typed: check, show what is wrong, keep the draft. */
  changed() {
    this.check();
    this.drawAround();
    this.onChange();
  }

  problemsOfCase(caseId) {
    return this.problems.filter(({ row }) => this.isOfCase(row, caseId));
  }

  isOfCase(row, caseId) {
    return CASE_TABS.includes(row.tab) && this.sheet.caseOf(row) === caseId;
  }

  /** A patient is open, begun, or done: decided on, with nothing wrong or missing. */
  stateOf({ caseId }) {
    if (!caseId) return "";
    const rows = (tab) => this.answered.get(tab).filter((one) => one.isAnswered && this.sheet.caseOf(one.row) === caseId);
    if (rows("decisions").length && !this.problemsOfCase(caseId).length) return "done";
    return CASE_TABS.some((tab) => rows(tab).length) ? "begun" : "open";
  }

  screenOf(row) {
    const patient = this.patients.find(({ caseId }) => this.isOfCase(row, caseId));
    const id = { attendance: "start", next_patients: "next", invitees: "next" }[row.tab] ?? "finish";
    return patient ?? this.screens.find((screen) => screen.id === id);
  }

  // what is in sight

  draw() {
    this.shown.clear();
    fill(document.getElementById("screen"), ...this.screen.draw(this, this.screen));
    this.drawAround();
  }

  drawAround() {
    drawOverview(this);
    drawClock(this);
    drawNotes(this);
    const { caseId } = this.screen;
    const screen = document.getElementById("screen");
    if (caseId) {
      const decision = this.answered.get("decisions").find((one) => this.sheet.caseOf(one.row) === caseId);
      const membership = decision?.answers.membership ?? "active";
      screen.classList.toggle("not-active", membership !== "active");
      drawWaiting(this);
      fill(document.getElementById("still-open"), ...problemList(this, this.problemsOfCase(caseId), "Still open for this patient"));
      fill(screen.querySelector(".read-out"), readOut(this, caseId));
    } else screen.classList.remove("not-active");
    const toMend = document.getElementById("to-mend");
    if (toMend) fill(toMend, ...problemList(this, this.problems, "Still to be put right"));
  }

  go(id) {
    this.leave();
    this.screen = this.screens.find((screen) => screen.id === id);
    this.clock.turnTo(this.screen.caseId ?? null);
    this.draw();
    window.scrollTo(0, 0);
    document.getElementById("screen-title").focus();
  }

  /** A patient's minutes are the clock's, unless someone wrote others. */
  leave() {
    const { caseId, row } = this.screen;
    this.clock.count();
    const time = caseId ? this.clock.of(caseId) : 0;
    const isBegun = caseId && this.answered.get("patients").find((one) => one.row === row)?.isAnswered;
    if (time && isBegun && !this.sheet.text(row, "minutes")) {
      this.sheet.write(row, "minutes", String(asMinutes(time)));
      this.check();
    }
    this.onChange();
  }

  next() {
    this.step(1);
  }

  step(by) {
    const at = this.screens.indexOf(this.screen) + by;
    if (at < 0 || at >= this.screens.length) return;
    this.go(this.screens[at].id);
    announce(this.screen.title);
  }

  /** Go to the place of a problem and into its cell. */
  goTo(problem) {
    const screen = this.screenOf(problem.row);
    if (screen !== this.screen) this.go(screen.id);
    const shown = this.shown.get(this.keyOf(problem.row, problem.column))
      ?? [...this.shown.values()].find(({ row }) => row === problem.row);
    if (problem.addsTo) {
      document.querySelector(`#screen [data-adds="${problem.addsTo}"]`)?.focus();
      return;
    }
    for (let box = shown?.box; box; box = box.parentElement) if (box.matches("details")) box.open = true;
    const input = shown?.inputs.find((one) => one.checked) ?? shown?.inputs[0];
    input?.focus();
    input?.scrollIntoView({ block: "center" });
  }
}

const CASE_TABS = ["patients", "decisions", "goals", "tasks", "services", "care_team", "assessment", "attempts"];
