// One answer, read as its column asks, or what is wrong with it. The spellings and limits come with
// the page's data, from the very models and readers that check the file on its return.

import { folded, plainDigits, shownText, stripped } from "./text.js";

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A reader of cells after the given spellings: text in, `{value}` or `{what, remedy}` out.
 *  `seenOn` is the day after which nothing can have happened. */
export function cellReader(spelling, seenOn) {
  const exact = (pattern) => new RegExp(`^(?:${pattern.replaceAll("\\d", "\\p{Nd}")})$`, "u");
  const forms = {
    iso: exact(spelling.iso_date),
    us: exact(spelling.us_date),
    shortYear: exact(spelling.short_year),
    whole: exact(spelling.whole),
    decimal: exact(spelling.decimal),
  };
  const readers = {
    date: (text) => dateIn(text, forms, spelling),
    yes_no: (text) => yesOrNo(text, spelling),
    whole: (text) => numberIn(text, forms.whole, "is not a whole number", "Write a number such as 1, 2 or 3"),
    decimal: (text) => numberIn(text, forms.decimal, "is not a number", "Write a number such as 12 or 12.5"),
  };
  return (column, text) => {
    const bare = stripped(text);
    if (bare === "") return { value: null };
    if (column.names_people || column.kind === "choice") return picked(column, bare);
    const read = readers[column.kind]?.(bare) ?? { value: bare };
    if (column.has_happened && read.value > seenOn) {
      return refused(`lies after ${seenOn}, the day the sheet is looked at from`, "Give the day on which it happened");
    }
    return outside(column, read.value) ? refused("is outside the limits", `Enter a number ${column.limits}`) : read;
  };
}

/** What a value is compared by, whatever type holds it. */
export function valueWords(value) {
  return value === null ? "" : shownText(String(value));
}

function refused(what, remedy) {
  return { what, remedy: `${remedy}.` };
}

function picked(column, text) {
  const word = folded(text);
  const pick = column.picks.find(([value, label]) => word === folded(label) || word === folded(value));
  if (pick) return { value: pick[0] };
  if (column.is_open) return { value: text };
  const words = column.names_people ? "" : `: ${column.picks.map(([, label]) => label).join(", ")}`;
  return refused("is not in the list of this cell", `Choose from the list${words}`);
}

function yesOrNo(text, spelling) {
  const word = folded(text);
  if (spelling.yes.includes(word)) return { value: "yes" };
  if (spelling.no.includes(word)) return { value: "no" };
  return refused("is neither yes nor no", "Write yes or no");
}

function numberIn(text, form, what, remedy) {
  return form.test(text) ? { value: Number(plainDigits(text)) } : refused(what, remedy);
}

function outside(column, value) {
  if (typeof value !== "number") return false;
  const { least, most } = column;
  const tooLittle = least !== null && (column.is_above ? value <= least : value < least);
  return tooLittle || (most !== null && value > most);
}

function dateIn(text, forms, spelling) {
  const iso = forms.iso.exec(text);
  if (iso) return inCalendar(iso.slice(1, 4), spelling);
  const us = forms.us.exec(text);
  if (us) return inCalendar([us[3], us[1], us[2]], spelling);
  const what = forms.shortYear.test(text)
    ? "has a year of two digits, which may mean either century"
    : "is not a date that can be read";
  return refused(what, spelling.date_remedy);
}

function inCalendar(parts, spelling) {
  const [year, month, day] = parts.map((part) => Number(plainDigits(part)));
  if (year < spelling.first_year) return refused(`lies before the year ${spelling.first_year}`, spelling.date_remedy);
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = month === 2 && isLeap ? 29 : MONTH_DAYS[month - 1] ?? 0;
  if (day < 1 || day > days) {
    return refused("is no day of the calendar when read as month/day/year", spelling.date_remedy);
  }
  const two = (number) => String(number).padStart(2, "0");
  return { value: `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}` };
}
