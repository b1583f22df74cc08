"""One message between an invented practice and the plan, and what becomes of it."""

from __future__ import annotations

import shutil
import time

import pytest
from pysequoia import Cert

from tandem_flows.transit.openpgp import OwnKey, unsealed
from tandem_validators.errors import InputRefused
from tests.transit.keys import public_of

CONTENT = b"PK sheet of an invented practice"
needs_gpg = pytest.mark.skipif(shutil.which("gpg") is None, reason="gpg is not installed")


def cert(key: OwnKey) -> Cert:
    return Cert.from_bytes(public_of(key))


def refused(content: bytes, own: OwnKey, sender: Cert) -> str:
    with pytest.raises(InputRefused) as error:
        unsealed(content, own, sender, "prework.xlsx.pgp")
    assert CONTENT.decode() not in str(error.value)
    return str(error.value)


def wait_past_seconds(seconds: int = 1) -> None:
    time.sleep(seconds + 0.2)  # a key's life is counted in whole seconds
