"""A practice whose files travel sealed: its own side holds a key, and opens and sends files."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path

from pysequoia import Cert

from tandem_flows.demo.answers import prework_answers
from tandem_flows.store.entries import Circumstances
from tandem_flows.transit.exchanged import make_own
from tandem_flows.transit.keyring import keyring_of
from tandem_flows.transit.making import new_key
from tandem_flows.transit.openpgp import OwnKey, sealed, unsealed
from tandem_flows.worksheets.fill import fill_sheet
from tandem_flows.workspace.folder import Workspace
from tests.steps.workspaces import AS_OF, Practice, copied

RUN = Circumstances(AS_OF, "tester", "os_user", "0.1.0", "guideline", "values")
IN_CLEAR = ("team.csv", "programs.csv", "practice_list.csv")


def fresh_key(address: str) -> OwnKey:
    return OwnKey(new_key(address, 30), None)


@dataclass
class SealedPractice(Practice):
    """A practice with the channel openpgp, and what its people do on their machine."""

    theirs: OwnKey = field(
        default_factory=lambda: OwnKey(new_key("lakeside@example.org", 30), None)
    )

    @property
    def ours(self) -> Cert:
        return keyring_of(self.workspace).own().key.extract_certificate()

    @property
    def refusals(self) -> list[str]:
        return self.store.ledger().filter(action="refusal")["code"].to_list()

    def meet(self) -> None:
        """Take in the certificate of the practice."""
        keyring_of(self.workspace).keep_certificate(
            "lakeside", self.theirs.key.extract_certificate()
        )

    def arrive(self, name: str, content: bytes, sender: OwnKey | None = None) -> Path:
        """Put a sealed file of the practice, or of another sender, into the inbox."""
        path = self.inbox / f"{name}.pgp"
        path.write_bytes(sealed(content, sender or self.theirs, self.ours, "the plan"))
        return path

    def read(self, path: Path) -> bytes:
        """Return what the practice reads in a sealed file of the outbox."""
        return unsealed(path.read_bytes(), self.theirs, self.ours, path.name)

    def opened_in_inbox(self, name: str) -> bytes:
        """Return what a sealed file of the inbox holds."""
        own = keyring_of(self.workspace).own()
        path = self.inbox / f"{name}.pgp"
        return unsealed(path.read_bytes(), own, self.theirs.key.extract_certificate(), name)

    def filled(self, kind: str, call, answers, folder: Path) -> tuple[str, bytes]:
        """Return the name and bytes of a sheet that the practice opened and filled in."""
        (made,) = self.outbox.glob(f"{kind}-{call}-*.xlsx.pgp")
        sheet = folder / made.stem
        sheet.write_bytes(self.read(made))
        filled = fill_sheet(sheet, folder / f"filled-{made.stem}", answers)
        return made.stem, Path(filled or folder / f"filled-{made.stem}").read_bytes()

    def practice_answers(self, call):
        return dict(prework_answers(self.rows("agenda", call), "practice", call))


def sealed_practice(template: Path, folder: Path) -> SealedPractice:
    """A copy of a fresh workspace in which Lakeside's files travel sealed."""
    practice = travelling_sealed(copied(template, folder))
    for name in IN_CLEAR:
        path = practice.inbox / name
        practice.arrive(name, path.read_bytes())
        path.unlink()
    return practice


def travelling_sealed(plain: Practice) -> SealedPractice:
    """The same practice with the channel openpgp from now on; both sides have their keys."""
    profile = plain.workspace.folder / "profile.yaml"
    text = profile.read_text(encoding="utf-8").replace("channel: secure_email", "channel: openpgp")
    profile.write_text(text, encoding="utf-8")
    practice = SealedPractice(Workspace(plain.workspace.folder))
    make_own(practice.workspace, "plan@example.org", 30, renew=False)
    practice.meet()
    return practice


def again(practice: SealedPractice, folder: Path) -> SealedPractice:
    """A copy of the practice in its state of now, with the same keys."""
    made = practice.workspace.folder.parent
    shutil.copytree(made, folder, dirs_exist_ok=True)
    return SealedPractice(copied(made, folder).workspace, theirs=practice.theirs)
