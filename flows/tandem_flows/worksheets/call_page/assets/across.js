// Guards that look across the tabs: what the step would refuse though every cell is well. Which
// guards there are, and their words, came with the page; here is one function for each form.

import { eachOnce, recorded } from "./check.js";
import { stripped } from "./text.js";

/** Every place where a guard is not met; `tables` are the answered rows of each tab. */
export function acrossProblems(sheet, guards, facts, callDate, answeredRows) {
  const tables = new Map();
  for (const tab of sheet.tabs.values()) {
    const rows = recorded(tab, answeredRows).map((one) => ({ ...one, caseId: sheet.caseOf(one.row) }));
    tables.set(tab.name, eachOnce(rows.filter((one) => !tab.counts_if || one.answers[tab.counts_if] === "yes")));
  }
  const call = { sheet, facts, callDate, tables, valueOf: (one, name) => valueOf(sheet, one, name) };
  return guards.flatMap((guard) => FORMS[guard.form](guard, call).map((row) => ({
    row, column: guard.column, what: guard.what, remedy: guard.remedy, clause: guard.clause,
    // a row that is missing is told at the patient's record, and is to be added in its own list
    title: sheet.columns.get(guard.tab).get(guard.column).title,
    addsTo: row.tab === guard.tab ? null : guard.tab,
    isMissing: guard.form === "row_or_reason" || guard.form === "one_contact",
  })));
}

const FORMS = {
  not_before_call: (guard, call) => rowsWhere(guard, call, (value) => value < call.callDate),
  not_after_call: (guard, call) => rowsWhere(guard, call, (value) => value > call.callDate),
  in_team: (guard, call) => rowsWhere(guard, call, (value, one) => !call.facts.team.some(
    (member) => member.person === value && member.organisation === call.valueOf(one, guard.needs.side)
      && !(guard.needs.is_no_observer && isObserver(call, value)),
  )),
  was_there: (guard, call) => rowsWhere(guard, call, (value) => isObserver(call, value)
    || !call.tables.get("attendance").some((one) => call.valueOf(one, "person") === value
      && call.valueOf(one, "organisation") === guard.needs.side)),
  only: (guard, call) => rowsWhere(guard, call, (value, one) => holds(guard, call, one)
    && !guard.needs.values.includes(value)),
  no_row: (guard, call) => {
    const cases = casesWhere(guard, call);
    return call.tables.get(guard.tab).filter((one) => cases.has(one.caseId)).map((one) => one.row);
  },
  row_or_reason: (guard, call) => reasonless(guard, call),
  one_contact: (guard, call) => [...casesWhere(guard, call)]
    .filter((caseId) => contactsOf(call, caseId) !== 1)
    .map((caseId) => call.sheet.ofCase(guard.tab, caseId)[0] ?? anchorRow(call, caseId)),
  not_back: (guard, call) => rowsWhere(guard, call, (value, one) => {
    const before = one.row.sent?.[guard.column]?.words;
    return value === guard.needs.value && before !== undefined && before !== guard.needs.value;
  }),
  no_outreach: (guard, call) => rowsWhere(guard, call, (value, one) => guard.needs.values.includes(value)
    && hasDeclined(guard, call, one.caseId)),
  may_join: (guard, call) => rowsWhere(guard, call, (value) => !call.facts.team.some(
    (member) => member.person === value && guard.needs.roles.includes(member.role),
  )),
  is_kept: (guard, call) => rowsWhere(guard, call, (value) => !call.tables.get("next_patients").some(
    (one) => one.caseId === value && one.answers.keep === "yes",
  )),
};

function isObserver(call, person) {
  return call.facts.team.some((member) => member.person === person && member.role === "observer");
}

function rowsWhere(guard, call, isWrong) {
  return call.tables.get(guard.tab).filter((one) => {
    const value = call.valueOf(one, guard.column);
    return value !== null && isWrong(value, one);
  }).map((one) => one.row);
}

function valueOf(sheet, one, name) {
  if (name in one.answers) return one.answers[name];
  const text = one.row.sent?.[name]?.text;
  return text === undefined ? null : one.read(sheet.column(one.row, name), text).value ?? null;
}

function holds(guard, call, one) {
  return Object.entries(guard.needs.when).every(([name, values]) => values.includes(call.valueOf(one, name)));
}

function casesWhere(guard, call) {
  const rows = call.tables.get("decisions").filter((one) => holds(guard, call, one));
  return new Set(rows.map((one) => one.caseId));
}

/** The record of a decided patient with neither such a row nor a reason why there is none. */
function reasonless(guard, call) {
  const { rows, but } = guard.needs;
  const standing = new Set(rows === "goals" ? call.facts.standing.goals : call.facts.standing.open_steps);
  for (const one of call.tables.get(rows)) {
    if (but && call.valueOf(one, "state") === but) standing.delete(one.caseId);
  }
  for (const one of call.tables.get(rows)) {
    if (!but || call.valueOf(one, "state") !== but) standing.add(one.caseId);
  }
  return [...casesWhere(guard, call)].filter((caseId) => !standing.has(caseId))
    .map((caseId) => anchorRow(call, caseId))
    .filter((row) => stripped(call.sheet.text(row, guard.column)) === "");
}

/** Points of contact after the call: those named now, else those who stood and were not replaced. */
function contactsOf(call, caseId) {
  const named = call.tables.get("care_team").filter((one) => one.caseId === caseId);
  const now = named.filter((one) => one.answers.is_point_of_contact === "yes").length;
  if (now > 0) return now;
  const isReplaced = ([, side, role]) => named.some(
    (one) => one.answers.organisation === side && one.answers.role === role,
  );
  return call.facts.standing.contacts.filter(
    (contact) => contact[0] === caseId && !isReplaced(contact),
  ).length;
}

/** Whether the patient's last answer, from before or told in this call, was not to be engaged. */
function hasDeclined({ needs }, call, caseId) {
  const told = call.tables.get("attempts").filter((one) => one.caseId === caseId)
    .map((one) => [call.valueOf(one, "contact_on"), call.valueOf(one, "result")]);
  const answers = [call.facts.standing.answers[caseId], ...told].filter(
    (answer) => answer?.[0] && answer[0] <= call.callDate && needs.answers.includes(answer[1]),
  );
  // of two answers on one day the one told later counts: the order of the rows stays
  const last = answers.sort(([one], [other]) => Number(one > other) - Number(one < other)).at(-1);
  return last?.[1] === needs.no;
}

function anchorRow(call, caseId) {
  return call.sheet.ofCase("patients", caseId)[0];
}
