"""Every command explains itself, and every example in its help can be typed."""

import shlex

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from tandem_flows.cli.app import app
from tests.cli.places import new_workspace, typed

RUNNABLE = (
    "init",
    "parameters",
    "show",
    "status",
    "task list",
    "match",
    "audit trace",
    "audit verify",
)
# they speak of what an earlier run left behind
NEEDS_A_RECORD = ("trace 17", "export.zip")


def commands():
    """Return each command by the words that call it."""
    found, waiting = {}, [("", get_command(app))]
    while waiting:
        words, command = waiting.pop()
        if isinstance(command, TyperGroup):
            waiting += [(f"{words} {name}".strip(), sub) for name, sub in command.commands.items()]
        else:
            found[words] = command
    return dict(sorted(found.items()))


def examples(words):
    lines = typed(*words.split(), "--help").out.replace("\\\n", "").splitlines()
    return [line.strip() for line in lines if line.startswith("    tandem ")]


ALL = [(words, example) for words in commands() for example in examples(words)]


@pytest.mark.parametrize("words", commands())
def test_each_command_has_an_example_of_itself(words):
    shown = examples(words)

    assert shown
    assert all(example.startswith(f"tandem {words}") for example in shown)


@pytest.mark.parametrize("words", commands())
def test_each_option_is_explained(words):
    unexplained = [option.name for option in commands()[words].params if not option.help]

    assert unexplained == []


@pytest.mark.parametrize(("words", "example"), ALL)
def test_an_example_can_be_typed(words, example):
    arguments = shlex.split(example)[1 + len(words.split()) :]

    with commands()[words].make_context(words, arguments) as context:
        assert context.params.keys() == {option.name for option in commands()[words].params} - {
            "help"
        }


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder with what the examples speak of: workspaces W and our-workspace, two lists."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    for name in ("left.csv", "right.csv"):
        (tmp_path / name).write_text("id,last_name\n1,Lee\n", encoding="utf-8")
    made = new_workspace(tmp_path)
    profile = (made / "profile.yaml").read_text(encoding="utf-8")
    (made / "profile.yaml").write_text(profile.replace("example-practice", "lakeside"))
    (tmp_path / "W").symlink_to(made)
    return tmp_path


@pytest.mark.parametrize(
    "example",
    [
        example
        for words, example in ALL
        if words.startswith(RUNNABLE) and not any(words in example for words in NEEDS_A_RECORD)
    ],
)
def test_an_example_that_needs_no_server_works(example, place):
    if "our-workspace" in example and "init" not in example:
        (place / "our-workspace").symlink_to(place / "W")

    answer = typed(*shlex.split(example)[1:])

    assert (answer.code, answer.err.count("unexpected")) == (0, 0)
