// The file that goes to the inbox: the same tabs, rows and cells as the XLSX form of the sheet.
// Here: writing it, and taking over the answers of one that was written. Nothing is sent anywhere.

import { shownText } from "./text.js";

/** The sheet as the inbox reads it. */
export function answerFile(sheet, head, firstRow) {
  const tabs = [...sheet.tabs.values()].map((tab) => ({
    name: tab.name,
    columns: tab.columns.map((column) => column.name),
    headings: tab.columns.map((column) => column.title),
    rows: sheet.numbered(tab.name, firstRow).map(({ row, number }) => ({
      number,
      cells: tab.columns.map((column) => sheet.text(row, column.name)),
    })),
  }));
  const { format, sheet_id, kind, call_date, practice } = head;
  return JSON.stringify({ format, sheet_id, kind, call_date, practice, tabs }, null, 1);
}

/** Take the answers of a file into the sheet; returns how many rows found no place in it. */
export function takeOver(sheet, held) {
  let lost = 0;
  for (const tab of held.tabs.filter((one) => sheet.tabs.has(one.name))) {
    for (const { cells } of tab.rows) {
      const texts = Object.fromEntries(tab.columns.map((name, index) => [name, cells[index]]));
      lost += placed(sheet, sheet.tabs.get(tab.name), texts) ? 0 : 1;
    }
  }
  return lost;
}

/** Whether a file is one of this program's, for the same call. */
export function isOfCall(held, head) {
  return held?.format === head.format && held.kind === head.kind
    && held.call_date === head.call_date && held.practice === head.practice && Array.isArray(held.tabs);
}

function placed(sheet, tab, texts) {
  const row = rowFor(sheet, tab, texts);
  if (!row) return false;
  for (const column of tab.columns) {
    const text = texts[column.name];
    if (typeof text === "string" && sheet.isAsked(row, column)) sheet.write(row, column.name, text);
  }
  return true;
}

function rowFor(sheet, tab, texts) {
  const same = (row) => tab.key.every(
    (name) => shownText(sheet.text(row, name)) === shownText(texts[name] ?? ""),
  );
  const sent = tab.key.length ? sheet.rowsOf(tab.name).find((row) => row.sent && same(row)) : null;
  if (sent) return sent;
  const isAbout = !("case_id" in texts) || knowsCase(sheet, tab, texts.case_id);
  return tab.takes_new_rows && isAbout ? sheet.add(tab.name) : null;
}

function knowsCase(sheet, tab, label) {
  const column = sheet.columns.get(tab.name).get("case_id");
  return !label || column.role === "locked" || column.picks.some((pick) => pick.includes(label));
}
