// The clock of the call and its pace. How long a call is and how many patients it holds are values
// of the guideline that came with the page.

const MINUTE = 60_000;

export class Clock {
  constructor(facts, patients, now = Date.now) {
    this.whole = facts.minutes * MINUTE;
    this.share = this.whole / Math.max(facts.patients_most, patients);
    this.now = now;
    this.spent = 0;
    this.bySubject = {};
    this.subject = null;
    this.since = null;
  }

  get isRunning() {
    return this.since !== null;
  }

  start() {
    this.since ??= this.now();
  }

  pause() {
    this.count();
    this.since = null;
  }

  /** From now on the time goes to this patient, or to nobody. */
  turnTo(subject) {
    this.count();
    this.subject = subject;
  }

  /** Add the time since the last look to the call and to whom it was about. */
  count() {
    if (!this.isRunning) return;
    const now = this.now();
    const passed = Math.max(0, now - this.since);
    this.spent += passed;
    if (this.subject) this.bySubject[this.subject] = this.of(this.subject) + passed;
    this.since = now;
  }

  of(subject) {
    return this.bySubject[subject] ?? 0;
  }

  /** How far the call is behind its pace, once so many patients are done; below zero is ahead. */
  behind(done) {
    return this.spent - (done + 1) * this.share;
  }

  held() {
    return { spent: this.spent, bySubject: this.bySubject };
  }

  restore(held) {
    this.spent = held.spent;
    this.bySubject = { ...held.bySubject };
  }
}

/** Milliseconds as minutes and seconds. */
export function asClock(time) {
  const seconds = Math.floor(time / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** Milliseconds as whole minutes, one that was begun counted in full unless told otherwise. */
export function asMinutes(time, whole = Math.ceil) {
  return whole(time / MINUTE);
}
