// The rows of the sheet: those that were sent, with what is typed over them, and new ones.
// Here: reading and changing cells. Not here: whether they are right (check.js), how they look.

import { stripped } from "./text.js";

export class Sheet {
  constructor(tabs) {
    this.tabs = new Map(tabs.map((tab) => [tab.name, tab]));
    this.columns = new Map(tabs.map((tab) => [tab.name, new Map(tab.columns.map((c) => [c.name, c]))]));
    this.rows = new Map(tabs.map((tab) => [tab.name, tab.sent.map((_, index) => sentRow(tab, index))]));
    this.count = 0;
  }

  rowsOf(tab) {
    return this.rows.get(tab);
  }

  column(row, name) {
    return this.columns.get(row.tab).get(name);
  }

  /** What the cell shows: what was typed, else what was sent. */
  text(row, name) {
    return row.typed[name] ?? row.sent?.[name]?.text ?? "";
  }

  /** Whether a person may write in this cell. */
  isAsked(row, column) {
    return column.role === "answer" || (column.role === "given" && row.sent === null);
  }

  write(row, name, text) {
    if (text === (row.sent?.[name]?.text ?? "")) delete row.typed[name];
    else row.typed[name] = text;
  }

  /** Add a row; `typed` is what the page fills in by itself, which makes no answer alone. */
  add(tab, typed = {}) {
    this.count += 1;
    const row = { tab, id: `n${this.count}`, sent: null, typed: { ...typed }, given: { ...typed } };
    this.rowsOf(tab).push(row);
    return row;
  }

  remove(row) {
    const rows = this.rowsOf(row.tab);
    rows.splice(rows.indexOf(row), 1);
  }

  /** Whether a new row holds nothing but what the page filled in by itself. */
  isBlank(row) {
    return row.sent === null && Object.entries(row.typed).every(
      ([name, text]) => stripped(text) === "" || row.given[name] === text,
    );
  }

  /** The rows that will be in the file, each with the number the XLSX form would give it. */
  numbered(tab, firstRow) {
    return this.rowsOf(tab)
      .filter((row) => !this.isBlank(row))
      .map((row, index) => ({ row, number: firstRow + index }));
  }

  /** The rows of `tab` about one patient. */
  ofCase(tab, caseId) {
    return this.rowsOf(tab).filter((row) => this.caseOf(row) === caseId);
  }

  caseOf(row) {
    const text = this.text(row, "case_id");
    const pick = this.column(row, "case_id")?.picks.find(([, label]) => label === text);
    return pick ? pick[0] : text;
  }

  /** What was typed, to be kept or carried over. */
  typed() {
    const kept = {};
    for (const [tab, rows] of this.rows) {
      kept[tab] = rows.filter((row) => Object.keys(row.typed).length).map((row) => ({
        sent: row.sent === null ? null : rows.indexOf(row), typed: row.typed, given: row.given,
      }));
    }
    return kept;
  }

  /** Take back what `typed` returned; the rows that were sent are the same as then. */
  restore(kept) {
    for (const [tab, rows] of Object.entries(kept)) {
      for (const { sent, typed, given } of rows) {
        const row = sent === null ? this.add(tab, given) : this.rowsOf(tab)[sent];
        row.typed = { ...typed };
      }
    }
  }
}

function sentRow(tab, index) {
  return { tab: tab.name, id: `s${index}`, sent: tab.sent[index], typed: {}, given: {} };
}
