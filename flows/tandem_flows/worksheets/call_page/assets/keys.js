// Shortcuts: every one has a button of its own as well, so that nobody needs them.

/** What is pressed, what it does, and the words of the help. */
export const SHORTCUTS = [
  ["Ctrl+Enter", "go on to the next screen", (app) => app.next()],
  ["Ctrl+Shift+Enter", "go back one screen", (app) => app.step(-1)],
  ["Alt+G", "go to the goal", () => toSection("the-goal")],
  ["Alt+D", "go to what is agreed and decided", () => toField("outcome")],
  ["Alt+T", "add a next step", () => adding("tasks")],
  ["Alt+C", "start or stop the clock", () => document.getElementById("clock-switch").click()],
  ["Alt+U", "someone urgent", () => document.getElementById("urgent-open").click()],
  ["Alt+O", "go to the overview of patients", () => document.querySelector("#overview [aria-current]").focus()],
  ["Alt+H", "show this help", () => document.getElementById("help-open").click()],
];

/** Listen for the shortcuts, on whatever keyboard: by the place of the key, not its letter. */
export function listen(app) {
  document.addEventListener("keydown", (event) => {
    if (document.querySelector("dialog[open]")) return;
    const pressed = SHORTCUTS.find(([keys]) => isPressed(keys, event));
    if (!pressed) return;
    event.preventDefault();
    pressed[2](app);
  });
}

function isPressed(keys, event) {
  const parts = keys.split("+");
  const key = parts.pop();
  const code = key === "Enter" ? ["Enter", "NumpadEnter"] : [`Key${key}`];
  const held = { Ctrl: event.ctrlKey || event.metaKey, Alt: event.altKey, Shift: event.shiftKey };
  return code.includes(event.code) && Object.entries(held).every(([name, isHeld]) => isHeld === parts.includes(name));
}

function toSection(id) {
  const first = document.getElementById(id)?.querySelector("textarea, input, select, button");
  first?.focus();
  first?.scrollIntoView({ block: "center" });
}

function toField(name) {
  const first = document.querySelector(`#screen [id^="${name}-"], #screen input[name^="${name}-"]`);
  first?.focus();
  first?.scrollIntoView({ block: "center" });
}

function adding(tab) {
  document.querySelector(`#screen [data-adds="${tab}"]`)?.click();
}
