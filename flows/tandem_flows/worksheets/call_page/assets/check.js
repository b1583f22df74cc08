// What is wrong with the sheet, cell by cell, as the check of the returned file will say it.
// Here: what a row needs, rows of one tab beside each other, rules between answers. The rules are
// data that came with the page.

import { valueWords } from "./cells.js";
import { shownText, stripped } from "./text.js";

const ANY = "*";

/** Every problem `{row, column, what, remedy, clause, isMissing}`, and the rows read of each tab. */
export function checkedSheet(sheet, read, firstRow) {
  const found = [];
  const answered = new Map();
  for (const tab of sheet.tabs.values()) answered.set(tab.name, readRows(sheet, tab, read, firstRow, found));
  for (const tab of sheet.tabs.values()) checkTab(sheet, tab, recorded(tab, answered), found);
  return { problems: found, answered };
}

/** The rows that count: all that were sent where each is needed, else those with an answer. */
export function recorded(tab, answered) {
  const when = tab.needed_when;
  const isNeeded = tab.is_needed || (when && answered.get(when.tab).some(
    (row) => when.values.includes(row.answers[when.column]),
  ));
  return answered.get(tab.name).filter((row) => row.isAnswered
    || (isNeeded ? row.row.sent !== null : tab.stands_if && (row.answers[tab.stands_if] ?? null) !== null));
}

function readRows(sheet, tab, read, firstRow, found) {
  const seen = new Map();
  const rows = [];
  for (const { row, number } of sheet.numbered(tab.name, firstRow)) {
    const key = keyOf(sheet, tab, row);
    if (key !== null && seen.has(key)) {
      sayOtherwise(sheet, tab, row, seen.get(key), found);
      continue;
    }
    if (key !== null && row.sent !== null) seen.set(key, { row, number });
    rows.push(readRow(sheet, tab, row, number, read, found));
  }
  return rows;
}

/** A row that was copied whole says nothing new; one that differs has to be settled. */
function sayOtherwise(sheet, tab, row, first, found) {
  const words = (one) => JSON.stringify(tab.columns.map(({ name }) => shownText(sheet.text(one, name))));
  if (words(row) === words(first.row)) return;
  const what = `is the same row as row ${first.number}, a second time, in other words`;
  found.push({ row, column: null, what, remedy: "Keep the one that counts." });
}

function keyOf(sheet, tab, row) {
  const parts = tab.key.map((name) => shownText(sheet.text(row, name)));
  return parts.length ? JSON.stringify(parts) : null;
}

function readRow(sheet, tab, row, number, read, found) {
  const answers = {};
  const unreadable = new Map();
  for (const column of tab.columns.filter((one) => sheet.isAsked(row, one))) {
    const cell = read(column, sheet.text(row, column.name));
    if ("value" in cell) answers[column.name] = cell.value;
    else {
      unreadable.set(column.name, stripped(sheet.text(row, column.name)));
      found.push({ row, column: column.name, ...cell, clause: column.clause });
    }
  }
  const isChanged = Object.entries(answers).some(
    ([name, value]) => valueWords(value) !== (row.sent?.[name]?.words ?? ""),
  );
  return { row, number, answers, unreadable, isAnswered: isChanged || unreadable.size > 0, read };
}

function checkTab(sheet, tab, rows, found) {
  for (const row of rows) sayMissing(tab, row, found);
  const counted = eachOnce(rows.filter((row) => !tab.counts_if || row.answers[tab.counts_if] === "yes"));
  sayTwice(sheet, tab, counted, found);
  for (const rule of tab.rules) for (const row of counted) sayUnmet(sheet, tab, rule, row, found);
}

function sayMissing(tab, row, found) {
  for (const column of tab.columns) {
    if (column.is_required && row.answers[column.name] === null) {
      needs(row, column, "needs an answer", column.clause, found);
    }
  }
}

function needs(row, column, what, clause, found) {
  const remedy = "Fill in this cell.";
  found.push({ row: row.row, column: column.name, what, remedy, clause, isMissing: true });
}

/** The rows without new ones that repeat another word for word: a row copied down. */
export function eachOnce(rows) {
  const seen = new Set();
  return rows.filter(({ row, answers, unreadable }) => {
    if (row.sent !== null) return true;
    const same = JSON.stringify([Object.values(answers), [...unreadable.values()]]);
    return !seen.has(same) && seen.add(same);
  });
}

/** The model allows each value of such a column once. */
function sayTwice(sheet, tab, rows, found) {
  for (const column of tab.columns.filter((one) => one.is_unique)) {
    const seen = new Set();
    for (const row of rows) {
      const value = known(sheet, tab, row, column.name);
      if (value !== null && seen.has(value)) {
        found.push({ row: row.row, column: column.name, what: "stands twice", remedy: "Keep one of the two.", clause: column.clause });
      }
      seen.add(value);
    }
  }
}

/** The value of a cell in the frame of answers: an answer, what was sent, or a constant. */
function known(sheet, tab, row, name) {
  if (name in row.answers) return row.answers[name];
  const column = sheet.column(row.row, name);
  const text = row.row.sent?.[name]?.text;
  if (column && text !== undefined) return row.read(column, text).value ?? null;
  return tab.constants[name] ?? null;
}

function sayUnmet(sheet, tab, rule, row, found) {
  const holds = Object.entries(rule.when).every(([name, values]) => {
    const value = known(sheet, tab, row, name);
    return value !== null && (values[0] === ANY || values.includes(value));
  });
  if (!holds) return;
  const because = Object.entries(rule.when).map(([name, values]) => {
    const words = values[0] === ANY ? "answered" : values.map((word) => word.replaceAll("_", " ")).join(" or ");
    return `'${sheet.column(row.row, name)?.title ?? name}' is ${words}`;
  }).join(" and ");
  for (const name of rule.then) {
    if (known(sheet, tab, row, name) === null && !row.unreadable.has(name)) {
      needs(row, sheet.column(row.row, name), `needs an answer, because ${because}`, rule.clause, found);
    }
  }
  for (const name of rule.empty) {
    if (known(sheet, tab, row, name) !== null && !row.unreadable.has(name)) {
      const what = `has to stay empty, because ${because}`;
      found.push({ row: row.row, column: name, what, remedy: "Empty it, or correct that answer.", clause: rule.clause });
    }
  }
}
