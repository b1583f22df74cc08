// Words of a cell, compared as the check of returned sheets compares them.
// Here: blanks, letters and digits of any script. Not here: what a cell may hold (cells.js).

const BLANKS = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const AROUND = new RegExp(`^[${BLANKS}]+|[${BLANKS}]+$`, "g");
const BETWEEN = new RegExp(`[${BLANKS}]+`, "g");

/** The text without blanks around it. */
export function stripped(text) {
  return text.replace(AROUND, "");
}

/** The text with one blank between its words: what tells whether an answer was changed. */
export function shownText(text) {
  return stripped(text).replace(BETWEEN, " ");
}

/** The text without case, accents, blanks and punctuation; punctuation alone stays. */
export function folded(text) {
  // upper case first, so that letters with several small forms become one
  const plain = text.normalize("NFKD").toUpperCase().toLowerCase().replaceAll("ς", "σ");
  return plain.replace(/[^\p{L}\p{N}]/gu, "") || stripped(text);
}

/** Digits of any script as 0 to 9. */
export function plainDigits(text) {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const plain = digit.normalize("NFKC");
    if (/^[0-9]$/.test(plain)) return plain;
    let first = plain.codePointAt(0);
    while (/^\p{Nd}$/u.test(String.fromCodePoint(first - 1))) first -= 1;
    return String((plain.codePointAt(0) - first) % 10);
  });
}
