"""`tandem weights`: learn the weights of matching from an organisation's own lists."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tandem_flows.cli.options import AsOfOption
from tandem_flows.cli.output import working
from tandem_validators.counts import counted

if TYPE_CHECKING:
    from tandem_flows.rules.matching import Weights

_LIST = "A person list: .csv or .parquet, in the columns of `tandem match`."


_Output = Annotated[
    Path, typer.Option("--output", "-o", help="Where the weights go: a .yaml file.")
]
_Left = Annotated[Path | None, typer.Argument(metavar="LEFT", help=_LIST)]
_Right = Annotated[
    Path | None,
    typer.Argument(
        metavar="RIGHT",
        help="A second list with some of the same patients; without one, LEFT must hold "
        "patients twice.",
    ),
]
_Pairs = Annotated[
    Path | None,
    typer.Option(
        "--pairs",
        help="Pairs that people answered: the file of `tandem match`, with a column "
        "`is_same` (yes or no).",
    ),
]
_Workspace = Annotated[
    Path | None,
    typer.Option(
        "--workspace",
        "-w",
        help="In the stead of lists: the plan's members, the practices' lists and the answers "
        "about near matches of this workspace.",
    ),
]


def weights(
    output: _Output,
    as_of: AsOfOption,
    left: _Left = None,
    right: _Right = None,
    pairs: _Pairs = None,
    workspace: _Workspace = None,
) -> None:
    """Learn the weights of matching from your own lists.

    It counts how often two people of the larger list agree by chance, and estimates how often two
    rows of one person agree. The file holds counts and shares, and nothing of any patient. Try it
    with `tandem match --weights FILE`. Named match-weights.yaml in a workspace, `tandem run share`
    uses it too. When a person must look at a pair stays as it is, whatever the weights.

    \b
    Example:
      tandem weights members.csv practice.csv --output match-weights.yaml
      tandem weights --workspace our-workspace --output our-workspace/match-weights.yaml
    """
    from tandem_flows.cli.write import whole_file
    from tandem_flows.rules.matching.weights_file import weights_text

    _refuse_other_name(output)
    _refuse_wrong_use(left, pairs, workspace)
    with working("Learning"):
        if workspace is not None:
            learned = _of_workspace(workspace, as_of)
        elif left is not None:
            learned = _of_lists(left, right, pairs, as_of)
        with whole_file(output) as unfinished:
            unfinished.write_text(weights_text(learned), encoding="utf-8")
    typer.echo(_told(learned, output))


def _refuse_wrong_use(left: Path | None, pairs: Path | None, workspace: Path | None) -> None:
    if (left is None) == (workspace is None):
        raise typer.BadParameter("name either lists or a workspace.", param_hint="LEFT")
    if workspace is not None and pairs is not None:
        raise typer.BadParameter("a workspace has its own answers.", param_hint="--pairs")


def _of_lists(left: Path, right: Path | None, pairs: Path | None, as_of: date) -> Weights:
    from tandem_flows.cli.labelled_pairs import read_labelled_pairs
    from tandem_flows.cli.person_list import read_person_list, read_person_lists
    from tandem_flows.rules.matching import train

    one, other = read_person_lists(left, right) if right else (read_person_list(left), None)
    return train(one, other, read_labelled_pairs(pairs) if pairs else None, as_of)


def _of_workspace(folder: Path, as_of: date) -> Weights:
    from tandem_flows.rules.matching import train
    from tandem_flows.steps.own_rosters import own_rosters
    from tandem_flows.workspace.folder import Workspace

    own = own_rosters(Workspace(folder), as_of)
    return train(own.listed, own.members, own.answered, as_of)


def _refuse_other_name(output: Path) -> None:
    from tandem_validators.errors import InputRefused, Problem

    if output.suffix.lower() not in (".yaml", ".yml"):
        raise InputRefused(Problem(output.name, "does not end in .yaml", "Name it so."))


def _told(learned: Weights, output: Path) -> str:
    """Return what was learned from how much, in words."""
    names = [name.replace("_", " ") for name in learned.by_field if learned.is_learned(name)]
    kept = [name.replace("_", " ") for name in learned.by_field if not learned.is_learned(name)]
    same = counted(learned.counts["same_pairs"], "pair")
    told = [
        f"Learned from about {same} of one person and {learned.counts['chance_pairs']:,} of two: "
        f"{output}",
        f"Learned: {', '.join(names)}.",
    ]
    return "\n".join(
        [*told, *([f"As shipped, for want of pairs: {', '.join(kept)}."] * bool(kept))]
    )
