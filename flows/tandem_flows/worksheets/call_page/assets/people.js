// What follows from a person who was named, so that it need not be typed: side, role and telephone
// number as the team list has them. What was filled in can be changed like anything typed.

const NAMES_SOMEONE = ["owner", "name", "person"];
const FOLLOWS = ["organisation", "owner_organisation", "role", "phone", "is_core", "is_designee"];

/** Fill in the cells of a new row that follow from `text` in `column`, if it names a team member. */
export function fillIn(app, row, column, text) {
  if (row.sent !== null || !NAMES_SOMEONE.includes(column)) return;
  const member = app.facts.team.find((one) => one.name === text || one.person === text);
  if (!member) return;
  const told = { ...member, owner_organisation: member.organisation };
  for (const shown of app.shown.values()) {
    if (shown.row === row && FOLLOWS.includes(shown.column)) put(app, shown, told[shown.column]);
  }
}

function put(app, { row, column, inputs }, value) {
  const label = app.sheet.column(row, column).picks.find((pick) => pick[0] === value)?.[1] ?? value;
  app.sheet.write(row, column, label);
  for (const input of inputs) {
    if (input.type === "radio") input.checked = input.value === label;
    else input.value = label;
  }
}
