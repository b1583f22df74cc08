"""`tandem draw`: let chance put the patients who wait in order, and keep how it was drawn."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tandem_flows.cli.options import PracticeOption, WorkspaceOption

if TYPE_CHECKING:
    import polars as pl

_WORDS = re.compile(r"[A-Za-z0-9][A-Za-z0-9 .:-]{3,59}")


def draw(
    practice: PracticeOption,
    words: Annotated[
        str,
        typer.Option(
            "--words",
            help="What both sides agreed on before anyone could know it, "
            "such as dice or a public lottery's numbers of a day.",
        ),
    ],
    workspace: WorkspaceOption,
) -> None:
    """Draw an order among patients who stand equally on the list.

    Draw before the first call, with somebody of the other side as witness. Left out are urgent
    patients and all who stand on an agenda already; common patients are drawn among themselves.
    The order goes into the practice's inbox as random_order.csv, with the words in it, and `tandem
    run measures` reads it there. The care managers take patients up in this order. Anybody with
    the words and the list gets the same order. A second draw is refused: chance decides once.

    \b
    Example:
      tandem draw --workspace W --practice lakeside --words "dice 3 1 6 6 2 on 2026-01-05"
    """
    from tandem_flows.cli.write import write_frame
    from tandem_flows.rules.evaluation.draw import METHOD, drawn_order, equals

    _refuse_other_words(words)
    path = _place(workspace, practice)
    listed, agendas = (_recorded(workspace, practice, of) for of in ("combined_list", "agenda"))
    among = equals(listed, agendas)
    _refuse_too_few(among.height)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_frame(drawn_order(among, words), path)
    typer.echo(f"{among.height} patients drawn: {path}")
    typer.echo(f"How: {METHOD}. Note beside it who was there: the words are in the file.")


def _place(workspace: Path, practice: str) -> Path:
    """Return where the order goes; raise InputRefused when one lies there."""
    from tandem_flows.inbox.random_order import FILE
    from tandem_flows.steps.arrivals import OWN_FOLDER, waiting_files
    from tandem_flows.workspace.folder import Workspace
    from tandem_flows.workspace.profile import OPENPGP
    from tandem_validators.errors import InputRefused, Problem

    opened = Workspace(workspace)
    sealed = opened.practice(practice).channel == OPENPGP
    if waiting_files(opened, practice, FILE):
        remedy = "Keep the first draw; for new lists, first move the old file out of the inbox."
        raise InputRefused(Problem(f"inbox/{practice}, {FILE}", "was drawn before", remedy))
    inbox = opened.inbox(practice)
    return (inbox / OWN_FOLDER if sealed else inbox) / FILE


def _recorded(workspace: Path, practice: str, name: str) -> pl.DataFrame:
    """Return the rows of a handoff as they stand; none where nothing is recorded."""
    from tandem_flows.store.reading import empty_frame
    from tandem_flows.workspace.folder import Workspace
    from tandem_validators.handoffs.registry import handoff

    store = Workspace(workspace).store(practice)
    empty = empty_frame(handoff(name))
    if not store.path.is_file():
        return empty
    stored = store.read(name)
    return stored.frame if stored.is_known else empty


def _refuse_other_words(words: str) -> None:
    if not _WORDS.fullmatch(words):
        raise typer.BadParameter(
            "write 4 to 60 letters, digits, blanks, full stops, colons and hyphens, "
            "and no patient's name.",
            param_hint="--words",
        )


def _refuse_too_few(equal: int) -> None:
    from tandem_validators.counts import counted
    from tandem_validators.errors import InputRefused, Problem

    if equal < 2:
        what = f"counts {counted(equal, 'patient')} free to be drawn (no agenda, not urgent)"
        remedy = "Draw after `tandem run share` and before the first call."
        raise InputRefused(Problem("combined_list", what, remedy))
