"""What a person meets on the screen: locked cells, drop-downs, limits, notes, and print."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tandem_flows.worksheets.kinds import CALL, KINDS, PREWORK_PLAN
from tests.worksheets.sheets import written

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


def part(path: Path, name: str) -> ElementTree.Element:
    with zipfile.ZipFile(path) as archive:
        return ElementTree.fromstring(archive.read(name))


def sheet(path: Path, number: int) -> ElementTree.Element:
    return part(path, f"xl/worksheets/sheet{number}.xml")


def test_drop_downs_and_limits_come_from_the_models(tmp_path: Path) -> None:
    path = written(CALL, tmp_path)

    rules = list(sheet(path, 2).iter(f"{MAIN}dataValidation"))

    kinds = {rule.get("sqref"): rule.get("type") for rule in rules}
    assert kinds == {"B4": "list", "C4": "whole", "D4": "list", "E4": "date"}
    assert rules[1].get("operator") == "greaterThan"
    assert rules[1].findtext(f"{MAIN}formula1") == "0"


def test_the_words_of_a_drop_down_stand_on_the_hidden_tab(tmp_path: Path) -> None:
    path = written(PREWORK_PLAN, tmp_path)

    states = {
        tab.get("name"): tab.get("state")
        for tab in part(path, "xl/workbook.xml").iter(f"{MAIN}sheet")
    }
    lists = [
        rule.findtext(f"{MAIN}formula1") for rule in sheet(path, 3).iter(f"{MAIN}dataValidation")
    ]

    assert states["tandem"] == "veryHidden"
    assert states["Patients"] is None
    assert all(source.startswith("tandem!$") for source in lists)


@pytest.mark.parametrize("kind", KINDS)
def test_every_tab_is_protected_frozen_and_prints_one_page_wide(kind: str, tmp_path: Path) -> None:
    path = written(kind, tmp_path)
    with zipfile.ZipFile(path) as archive:
        count = sum(name.startswith("xl/worksheets/sheet") for name in archive.namelist())

    for number in range(2, count):
        tab = sheet(path, number)
        page = tab.find(f"{MAIN}pageSetup")
        assert tab.find(f"{MAIN}sheetProtection") is not None
        assert tab.find(f".//{MAIN}pane").get("state") == "frozen"
        assert (page.get("orientation"), page.get("fitToHeight")) == ("landscape", "0")


def test_notes_on_headings_give_meaning_and_clause(tmp_path: Path) -> None:
    path = written(CALL, tmp_path)

    notes = "".join(part(path, "xl/comments1.xml").itertext())

    assert "Planned length." in notes
    assert "In minutes." in notes
    assert "Clause RDY-03." in notes


def test_rules_between_answers_light_up_in_the_sheet(tmp_path: Path) -> None:
    path = written(CALL, tmp_path)

    formulas = [found.text for found in sheet(path, 2).iter(f"{MAIN}formula")]

    assert 'AND(OR($D4="moved"),ISBLANK($E4))' in formulas
    assert 'AND(OR($D4="held",$D4="cancelled"),NOT(ISBLANK($E4)))' in formulas


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    path = written(PREWORK_PLAN, tmp_path)

    with zipfile.ZipFile(path) as archive:
        strings = archive.read("xl/sharedStrings.xml").decode()
        formulas = [n for n in archive.namelist() if b"<f>" in archive.read(n)]

    assert "=Cora" in strings
    assert formulas == []


@pytest.mark.long
@pytest.mark.skipif(OFFICE is None, reason="no spreadsheet program on this machine")
def test_a_spreadsheet_program_opens_and_prints_every_kind(tmp_path: Path) -> None:
    paths = [written(kind, tmp_path) for kind in KINDS]
    own_settings = f"-env:UserInstallation={(tmp_path / 'settings').as_uri()}"

    command = [str(OFFICE), own_settings, "--headless", "--convert-to", "pdf", "--outdir"]
    subprocess.run([*command, str(tmp_path), *map(str, paths)], check=True, capture_output=True)

    assert all(path.with_suffix(".pdf").stat().st_size > 10_000 for path in paths)
