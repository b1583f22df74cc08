"""Dependence points one way, heavy libraries stay where they belong, and files stay small."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = {
    "tandem_validators": ROOT / "validators" / "tandem_validators",
    "tandem_flows": ROOT / "flows" / "tandem_flows",
    "tandem_site": ROOT / "site" / "tandem_site",
}
SOURCES = sorted(path for folder in PACKAGES.values() for path in folder.rglob("*.py"))
LONGEST_FILE, LONGEST_FUNCTION = 200, 40

# A module whose path begins so must not import anything that begins with one of these.
FORBIDDEN = {
    "tandem_validators": ("tandem_flows", "tandem_site", "prefect", "duckdb"),
    "tandem_flows.rules": (
        "tandem_flows.steps",
        "tandem_flows.store",
        "tandem_flows.source",
        "tandem_flows.documents",
        "tandem_flows.worksheets",
        "tandem_flows.workspace",
        "tandem_flows.desk",
        "tandem_flows.cli",
        "prefect",
        "duckdb",
    ),
    "tandem_flows.source": (
        "tandem_flows.steps",
        "tandem_flows.store",
        "tandem_flows.cli",
        "prefect",
    ),
    "tandem_flows.store": (
        "tandem_flows.steps",
        "tandem_flows.rules",
        "tandem_flows.source",
        "tandem_flows.cli",
        "prefect",
    ),
    "tandem_flows.documents": ("tandem_flows.steps", "tandem_flows.store", "tandem_flows.cli"),
    "tandem_flows.worksheets": ("tandem_flows.steps", "tandem_flows.store", "tandem_flows.cli"),
    "tandem_flows.inbox": ("tandem_flows.steps", "tandem_flows.store", "tandem_flows.cli"),
    "tandem_flows.steps": ("tandem_flows.orchestrate", "tandem_flows.cli", "prefect", "duckdb"),
    "tandem_flows": ("tandem_site",),
}
ONLY_IN = {
    "prefect": ("tandem_flows.orchestrate", "tandem_flows.server"),
    "tandem_site": ("tandem_site", "tandem_flows.cli"),
    "mkdocs": ("tandem_site",),
    # the page on the command line is written from the commands themselves
    "typer": ("tandem_flows.cli", "tandem_site.blocks.commands"),
    # slow to import: only where a chart is drawn
    "matplotlib": ("tandem_flows.documents.pictures",),
}


def module_of(path):
    package, folder = next((n, f) for n, f in PACKAGES.items() if path.is_relative_to(f))
    parts = path.relative_to(folder).with_suffix("").parts
    return ".".join((package, *(part for part in parts if part != "__init__")))


def imports_of(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def begins(name, prefix):
    return name == prefix or name.startswith(f"{prefix}.")


@pytest.mark.parametrize("owner", FORBIDDEN)
def test_dependence_points_one_way(owner):
    wrong = [
        f"{module_of(path)} imports {name}"
        for path in SOURCES
        if begins(module_of(path), owner)
        for name in imports_of(path)
        if any(begins(name, forbidden) for forbidden in FORBIDDEN[owner])
        and not (owner == "tandem_flows" and begins(module_of(path), "tandem_flows.cli"))
    ]

    assert wrong == []


@pytest.mark.parametrize("library", ONLY_IN)
def test_a_library_is_used_where_it_belongs_and_nowhere_else(library):
    wrong = [
        f"{module_of(path)} imports {name}"
        for path in SOURCES
        for name in imports_of(path)
        if begins(name, library)
        and not any(begins(module_of(path), owner) for owner in ONLY_IN[library])
    ]

    assert wrong == []


def test_the_top_folders_are_no_packages():
    assert not [
        name for name in ("flows", "validators", "site") if (ROOT / name / "__init__.py").exists()
    ]


def test_files_and_functions_stay_small():
    long_files = [
        f"{module_of(path)}: {lines} lines"
        for path in SOURCES
        if (lines := path.read_text(encoding="utf-8").count("\n")) > LONGEST_FILE
    ]
    long_functions = [
        f"{module_of(path)}.{node.name}: {size} lines"
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (size := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
    ]

    assert long_files + long_functions == []
