// Looks up what a decision table says for the answers chosen. It holds no rule: the table does.
document.querySelectorAll("form.aid").forEach((form) => {
  const rows = document.querySelectorAll(`#${form.dataset.table} tbody tr`);
  const result = form.querySelector(".aid-result");
  const asked = form.querySelectorAll("fieldset").length;
  const hint = result.textContent;
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", () => {
    const chosen = [...form.querySelectorAll("input:checked")].map((input) => input.value);
    const matches = (row) => chosen.every((answer, i) => row.cells[i].textContent === answer);
    const row = chosen.length === asked ? [...rows].find(matches) : undefined;
    rows.forEach((one) => one.classList.toggle("aid-match", one === row));
    result.innerHTML = row
      ? [...row.cells].slice(asked).map((cell) => cell.innerHTML).join(" · ")
      : hint;
  });
});
