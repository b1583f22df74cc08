// Where the page begins: the data that came with it, the draft of this browser, and the file at the end.

import { App } from "./app.js";
import { setUpDialogs } from "./dialogs.js";
import { announce, el, fill } from "./dom.js";
import { Draft } from "./draft.js";
import { answerFile, isOfCall, takeOver } from "./file.js";
import { listen } from "./keys.js";
import { drawClock } from "./overview.js";

const KEEP_AFTER = 250;
const SECOND = 1000;

class Page extends App {
  constructor(data) {
    super(data);
    this.draft = new Draft(data.head);
    this.onChange = () => this.keepSoon();
    this.isFinished = false;
  }

  /** Take up the draft, if there is one, and show the first screen. */
  async begin() {
    const held = await this.draft.load();
    if (held) this.resume(held);
    this.draw();
    this.say(this.firstWords(held));
    setInterval(() => this.tick(), SECOND);
  }

  resume(held) {
    this.sheet.restore(held.typed);
    this.clock.restore(held.clock);
    this.screen = this.screens.find((screen) => screen.id === held.screen) ?? this.screens[0];
    this.clock.turnTo(this.screen.caseId ?? null);
    this.check();
  }

  firstWords(held) {
    if (!this.draft.isPossible) return "This browser cannot keep an encrypted draft. Leave this page open, or save a copy under Finish.";
    if (held === undefined) return "A draft was found that this file cannot open. It is replaced once you type.";
    return held ? "Your draft is here again." : "Nothing typed yet.";
  }

  tick() {
    if (!this.clock.isRunning) return;
    drawClock(this);
    this.keepSoon();
  }

  keepSoon() {
    this.isFinished = false;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), KEEP_AFTER);
  }

  async keep() {
    clearTimeout(this.timer);
    if (this.isFinished) return;
    const held = { typed: this.sheet.typed(), clock: this.clock.held(), screen: this.screen.id };
    const isKept = await this.draft.save(held);
    if (isKept && !this.isFinished) this.say(`Draft kept at ${new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })}.`);
    else if (this.draft.isPossible && !isKept) this.say("The draft could not be kept. Save a copy under Finish.");
  }

  say(words) {
    const status = document.getElementById("draft-state");
    if (status.textContent !== words) status.textContent = words;
  }

  /** Make the file for the inbox, if nothing is wrong, and erase the draft. */
  async finish() {
    this.check();
    this.drawAround();
    if (this.problems.length) {
      document.getElementById("to-mend").focus();
      announce(`${this.problems.length} places are still to be put right.`);
      return;
    }
    this.clock.pause();
    const name = `${this.fileStem}.json`;
    this.download(name);
    clearTimeout(this.timer);
    this.isFinished = true;
    await this.draft.erase();
    this.say("The draft was erased from this browser.");
    fill(document.getElementById("finished"), el("p", { class: "good", role: "status" },
      `Done. Put ${name} into the inbox of ${this.facts.practice} and run tandem record call. The draft was erased. Should a mistake come back, take the file over here and mend it.`));
  }

  get fileStem() {
    return `${this.head.kind}-${this.head.call_date}-${this.head.sheet_id}`;
  }

  saveCopy() {
    this.download(`${this.fileStem}-unfinished.json`);
  }

  download(name) {
    const text = answerFile(this.sheet, this.head, this.firstRow);
    const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    const link = el("a", { href: address, download: name, hidden: true });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), SECOND);
  }

  async takeOver(file) {
    const held = await readJson(file);
    if (!isOfCall(held, this.head)) {
      this.tellOfCopy("That file is not of this call, or not of this program. Nothing was taken over.");
      return;
    }
    const lost = takeOver(this.sheet, held);
    this.changed();
    this.tellOfCopy(lost ? `Taken over; ${lost} rows are about patients who are not on this sheet.` : "The answers were taken over.");
  }

  tellOfCopy(words) {
    this.copyWords = words;
    this.draw();
    announce(words);
  }

  async startAnew() {
    if (!window.confirm("Erase all that was typed on this page?")) return;
    clearTimeout(this.timer);
    this.isFinished = true;
    await this.draft.erase();
    window.location.reload();
  }
}

async function readJson(file) {
  try {
    return JSON.parse(await file.text());
  } catch {
    return null;
  }
}

async function begin() {
  const page = new Page(JSON.parse(document.getElementById("sheet").textContent));
  document.getElementById("clock-switch").addEventListener("click", () => {
    if (page.clock.isRunning) page.clock.pause();
    else page.clock.start();
    drawClock(page);
    page.keepSoon();
  });
  listen(page);
  setUpDialogs(page);
  // a tab that is closed or put aside keeps what was typed last
  document.addEventListener("visibilitychange", () => { if (document.hidden) page.keep(); });
  window.addEventListener("storage", (event) => {
    if (event.key === page.draft.name && event.newValue) page.say("This sheet is open in another tab too. Close one of them: the draft is the one typed last.");
  });
  await page.begin();
}

begin();
