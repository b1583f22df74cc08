"""`tandem match`: compare two person lists by the guideline's own rule of matching."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tandem_flows.cli.options import AsOfOption, OptionalWorkspace
from tandem_flows.cli.output import working
from tandem_validators.counts import counted

if TYPE_CHECKING:
    from tandem_flows.rules.matching import Weights
    from tandem_validators.guideline.values import Values

_LIST = "A person list: .csv or .parquet."

_Explain = Annotated[
    bool, typer.Option("--explain", help="Tell of each pair how every field agrees, with points.")
]
_Weights = Annotated[
    Path | None,
    typer.Option("--weights", help="Weights of your own, made by `tandem weights`."),
]


def match(
    left: Annotated[Path, typer.Argument(metavar="LEFT", help=_LIST)],
    right: Annotated[Path, typer.Argument(metavar="RIGHT", help=_LIST)],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="Where the pairs go: .csv or .parquet.")
    ],
    as_of: AsOfOption,
    workspace: OptionalWorkspace = None,
    explain: _Explain = False,
    weights: _Weights = None,
) -> None:
    """Compare two lists of persons.

    Each list has a column `id` and any of first_name, last_name, birth_date, gender, zip_code,
    city, address, phone, member_id. The result has one row a pair worth showing: left_id,
    right_id, score (0 to 100), decision (`match`, or `review` for a person to look at) and the
    reason. --explain adds how every field agrees and its points, and no patient's value. A
    workspace brings its own values and weights; otherwise the guideline's values and the weights
    that ship count.

    \b
    Example:
      tandem match left.csv right.csv --output pairs.csv
    """
    from tandem_flows.cli.person_file import check_format
    from tandem_flows.cli.person_list import read_person_lists
    from tandem_flows.cli.write import write_frame
    from tandem_flows.rules.matching import explained, match_people

    check_format(output)
    with working("Comparing"):
        counting = _weights(weights, workspace)
        lists = read_person_lists(left, right)
        pairs = match_people(*lists, _values(workspace, as_of), counting)
        write_frame(explained(pairs, *lists, counting) if explain else pairs, output)
    matches = int((pairs["decision"] == "match").sum())
    to_review = counted(pairs.height - matches, "pair")
    typer.echo(f"{counted(matches, 'match', 'matches')}, {to_review} to review: {output}")


def _weights(path: Path | None, folder: Path | None) -> Weights:
    """Return the weights that count: the named ones, or the workspace's, or those that ship."""
    from tandem_flows.rules.matching import shipped_weights
    from tandem_flows.workspace.match_weights import weights_at, weights_of_workspace

    if path is not None:
        return weights_at(path)
    if folder is None:
        return shipped_weights()
    from tandem_flows.workspace.folder import Workspace

    return weights_of_workspace(Workspace(folder))


def _values(folder: Path | None, as_of: date) -> Values:
    if folder is not None:
        from tandem_flows.workspace.folder import Workspace

        return Workspace(folder).values(as_of)
    from tandem_validators.guideline.load import load_guideline
    from tandem_validators.guideline.values import values_in_force

    return values_in_force(load_guideline(), (), as_of)
