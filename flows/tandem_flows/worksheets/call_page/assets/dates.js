// Dates typed short: days from the call, or month and day. What they become is shown in the cell,
// so that a person sees the date that counts before it counts.

const AHEAD = /^\+\s*(\d{1,3})$/;
const WEEKS = /^\+\s*(\d{1,2})\s*w$/i;
const DAY = /^(\d{1,2})[/-](\d{1,2})$/;
const DAY_LONG = 86_400_000;

/** The full date for a short one, in the form the sheet shows; anything else as it is. */
export function fullDate(text, callDate) {
  const bare = text.trim();
  const call = Date.parse(`${callDate}T00:00:00Z`);
  const ahead = AHEAD.exec(bare);
  if (ahead) return shown(new Date(call + Number(ahead[1]) * DAY_LONG));
  const weeks = WEEKS.exec(bare);
  if (weeks) return shown(new Date(call + Number(weeks[1]) * 7 * DAY_LONG));
  const day = DAY.exec(bare);
  if (!day) return text;
  const year = Number(callDate.slice(0, 4));
  return [year, year + 1].map((one) => `${two(day[1])}/${two(day[2])}/${one}`).find(
    (one) => Date.parse(`${one} UTC`) >= call,
  ) ?? text;
}

/** The day after which nothing can have happened: today, or the day of the call if that is later. */
export function seenOn(callDate) {
  const now = new Date();
  const today = new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
  return today > callDate ? today : callDate;
}

function shown(date) {
  return `${two(date.getUTCMonth() + 1)}/${two(date.getUTCDate())}/${date.getUTCFullYear()}`;
}

function two(number) {
  return String(number).padStart(2, "0");
}
