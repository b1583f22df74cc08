"""Where things lie in a workspace, and the one way to its stores."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tandem_flows.workspace.keys import KeyPlace, read_key
from tandem_flows.workspace.profile import Practice, Profile, load_profile
from tandem_validators.errors import InputRefused, Problem, StoreRefused
from tandem_validators.guideline.load import load_guideline
from tandem_validators.guideline.model import Guideline
from tandem_validators.guideline.releases import DRAFT, released_folder
from tandem_validators.guideline.values import Values, values_in_force

if TYPE_CHECKING:
    from tandem_flows.source.open import Source
    from tandem_flows.store.store import Store


class Workspace:
    """One organisation's folder, opened: its profile is loaded and its places are known."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.profile: Profile = load_profile(self.folder / "profile.yaml")

    @cached_property
    def guideline(self) -> Guideline:
        """The guideline the organisation follows: the release its profile names, or the draft.

        Loaded when first asked for; raises GuidelineRefused with the releases that exist.
        """
        named = self.profile.guideline
        return load_guideline(None if named == DRAFT else released_folder(named))

    def practice(self, practice_id: str) -> Practice:
        """Return the practice; raise InputRefused with the ones the profile names."""
        if practice_id not in self.profile.practices:
            known = ", ".join(self.profile.practices)
            what = "is not a practice of this workspace"
            remedy = f"Use one of: {known}; or add it to profile.yaml."
            raise InputRefused(Problem(f"practice {practice_id}", what, remedy))
        return self.profile.practices[practice_id]

    def values(self, as_of: date) -> Values:
        """Return the values in force on a day."""
        return values_in_force(self.guideline, self.profile.own_values, as_of)

    def inbox(self, practice_id: str) -> Path:
        """Return the folder where a practice's files arrive."""
        return self.folder / "inbox" / self.practice(practice_id).practice_id

    def outbox(self, practice_id: str) -> Path:
        """Return the folder for what goes to a practice; it is made when missing."""
        folder = self.folder / "outbox" / self.practice(practice_id).practice_id
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder

    @property
    def source_sql(self) -> Path:
        """Return the file of views over the plan's own tables."""
        return self.folder / "source.sql"

    @cached_property
    def source(self) -> Source:
        """The plan source, opened when first asked for.

        It stays open: all runs of one command look at one plan, and share what was taken out of it.
        Raises InputRefused with everything that is wrong in it.
        """
        from tandem_flows.source.open import open_source

        return open_source(self.source_sql, self.folder)

    @property
    def prefect_home(self) -> Path:
        """Return the Prefect server's home."""
        return self.folder / "prefect"

    def store(self, practice_id: str) -> Store:
        """Return the partnership's store; the file is made when it is first written."""
        from tandem_flows.store.store import Store

        name = self.practice(practice_id).practice_id
        self._refuse_half_rekeyed()
        path = self.folder / "store" / f"{name}.duckdb"
        return Store(path, name, read_key(self.key))

    @property
    def key(self) -> KeyPlace:
        """Return where the key of the stores is kept."""
        return self.profile.key.below(self.folder)

    @property
    def rekeying(self) -> Path:
        """Return the note that stands here while the stores get a new key."""
        return self.folder / "store" / "rekeying.json"

    def _refuse_half_rekeyed(self) -> None:
        if self.rekeying.exists():
            remedy = "Run `tandem rekey` again: it goes on where it ended. Nothing is lost."
            raise StoreRefused(Problem("store", "is being written under a new key", remedy))
