// Gives each cell the name of its column, so that a narrow screen can show a row as a block,
// and lets the keyboard reach what scrolls sideways. Without this script tables scroll sideways.
(function () {
  "use strict";

  function nameCells(table) {
    const names = Array.from(table.querySelectorAll("thead th"), (head) => begun(head.textContent));
    if (names.length === 0) return;
    // blocks lose their meaning for a screen reader unless it is said again
    table.setAttribute("role", "table");
    table.querySelectorAll("thead, tbody").forEach((part) => part.setAttribute("role", "rowgroup"));
    table.querySelectorAll("tr").forEach((row) => row.setAttribute("role", "row"));
    table.querySelectorAll("th").forEach((head) => {
      head.setAttribute("role", "columnheader");
      head.setAttribute("scope", "col");
    });
    table.querySelectorAll("tbody tr").forEach((row) => {
      Array.from(row.cells).forEach((cell, place) => {
        cell.setAttribute("role", "cell");
        cell.dataset.name = names[place];
      });
    });
    table.dataset.named = isTitled(table) ? "rows" : "cells";
  }

  // the first cell is the title of its row, unless several rows share it: then it needs its name
  function isTitled(table) {
    const firsts = Array.from(table.querySelectorAll("tbody td:first-child"), (cell) => cell.textContent);
    return new Set(firsts).size === firsts.length;
  }

  // a name begins a line there, so it begins with a capital
  function begun(name) {
    const whole = name.charAt(0).toUpperCase() + name.slice(1);
    return whole === "" || whole.endsWith("?") ? whole : `${whole}:`;
  }

  function reachWithKeys(element) {
    if (element.scrollWidth <= element.clientWidth) return;
    element.tabIndex = 0;
    if (element.matches("div")) {
      element.setAttribute("role", "region");
      element.setAttribute("aria-label", "Table, scrolls sideways");
    }
  }

  window.addEventListener("load", function () {
    document.querySelectorAll(".md-typeset table:not([class])").forEach(nameCells);
    document.querySelectorAll(".md-typeset__scrollwrap, .md-typeset pre > code").forEach(reachWithKeys);
  });
})();
