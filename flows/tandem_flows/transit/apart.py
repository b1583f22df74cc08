"""Opens what others sealed or signed in a process of its own, which gets so much memory and time.

How large a message is shows only once it is unpacked: a small file may stand for more than the
machine holds, and anybody who has our certificate can make one. Here: that process and its limits.
What is done in it is the business of `opening`; what a refusal says, of `openpgp`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field

OPENED, REFUSED, NOT_OPENED = "opened", "refused", "not opened"
TOO_MUCH, FAILED, EXPIRED = "too much", "failed", "expired"
# what a list or sheet needs many times over, and far less than a machine has
_MOST_MEMORY_BYTES = 1024 * 1024 * 1024
_MOST_PROCESSOR_SECONDS = 30
_MOST_SECONDS = 120
_CHILD = "from tandem_flows.transit.opening import answer; answer()"


@dataclass(frozen=True)
class Answer:
    """How it ended, why, the fingerprints of those whose signatures are good, and what it holds."""

    ended: str
    words: str = ""
    signers: frozenset[str] = frozenset()
    content: bytes = field(default=b"", repr=False)


def opened_apart(content: bytes, keys: Sequence[tuple[bytes, str | None]], sender: bytes) -> Answer:
    """Return what is sealed to one of `keys` (each with its password), and who signed it."""
    told = [[key.hex(), password] for key, password in keys]
    return _answered({"keys": told, "signer": sender.hex()}, content)


def checked_apart(content: bytes, signer: bytes) -> Answer:
    """Return the text of a signed statement in clear."""
    return _answered({"keys": [], "signer": signer.hex()}, content)


def _answered(asked: dict[str, object], content: bytes) -> Answer:
    try:
        done = subprocess.run(
            # -P: what lies in the folder that we were started in is never taken for our code
            [sys.executable, "-P", "-c", _CHILD],
            # by a pipe: a key stands on no command line
            input=json.dumps(asked).encode() + b"\n" + content,
            env=os.environ | {"RUST_BACKTRACE": "0"},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_MOST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Answer(TOO_MUCH)
    if done.returncode:  # below 0: ended by the system, or by a library that found no memory
        return Answer(TOO_MUCH if done.returncode < 0 else FAILED)
    head, _, opened = done.stdout.partition(b"\n")
    told = json.loads(head)
    return Answer(told["ended"], told["words"], frozenset(told["signers"]), opened)


def limit_this_process() -> None:
    """Let this process take no more than it may, and leave no picture of its memory behind."""
    import resource

    for what, most in (
        (resource.RLIMIT_AS, _MOST_MEMORY_BYTES),
        (resource.RLIMIT_CPU, _MOST_PROCESSOR_SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):  # a system that has no such limit, or a narrower one
            resource.setrlimit(what, (most, most))
