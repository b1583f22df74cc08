"""Keys of invented parties, made for one test run by Sequoia or by the real gpg."""

from __future__ import annotations

import atexit
import subprocess
import zlib
from dataclasses import dataclass
from pathlib import Path

from pysequoia import Tsk

from tandem_flows.transit.openpgp import OwnKey


@dataclass(frozen=True)
class Gpg:
    """A gpg with a home of its own and one key."""

    home: Path
    address: str

    def run(self, *words: str, content: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        command = ["gpg", "--homedir", str(self.home), "--batch", "--yes", "--quiet"]
        command += ["--pinentry-mode", "loopback", "--passphrase", "", "--trust-model", "always"]
        return subprocess.run([*command, *words], input=content, capture_output=True, check=False)

    @property
    def public(self) -> bytes:
        return self.run("--export", "--armor", self.address).stdout

    def knows(self, certificate: bytes) -> None:
        assert self.run("--import", content=certificate).returncode == 0

    def sealed(self, content: bytes, receiver: str) -> bytes:
        words = ("--sign", "--encrypt", "--local-user", self.address, "--recipient", receiver)
        done = self.run(*words, content=content)
        assert done.returncode == 0, done.stderr
        return done.stdout


def gpg_of(home: Path, address: str, expires: str = "0") -> Gpg:
    home.mkdir(mode=0o700)
    gpg = Gpg(home, address)
    # the agent that gpg starts would outlive the tests
    atexit.register(subprocess.run, ["gpgconf", "--homedir", str(home), "--kill", "all"])
    done = gpg.run("--quick-gen-key", address, "future-default", "default", expires)
    assert done.returncode == 0, done.stderr
    return gpg


def key_without_compression(home: Path, address: str) -> OwnKey:
    """A key that asks senders not to compress, as the operations page says to make one."""
    gpg = gpg_of(home, address)
    prefer = "setpref SHA512 AES256 Uncompressed"
    words = ("--command-fd", "0", "--edit-key", address, prefer, "save")
    assert gpg.run(*words, content=b"y\n").returncode == 0
    return OwnKey(Tsk.from_bytes(gpg.run("--export-secret-keys", address).stdout), None)


def new_key(address: str) -> OwnKey:
    return OwnKey(Tsk.generate(address), None)


def public_of(key: OwnKey) -> bytes:
    return bytes(key.key.extract_certificate())


def zeros_without_end(megabytes: int) -> bytes:
    """A compressed message, small itself, that holds so many million zeros."""
    block = bytes(1_000_000)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    head = packer.compress(_packet(11, b"b\0\0\0\0\0", megabytes * len(block) + 6))
    head += packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    return _packet(8, b"\x01" + head + again * megabytes + packer.flush())


def _packet(tag: int, body: bytes, length: int | None = None) -> bytes:
    return bytes((0xC0 | tag, 0xFF)) + (length or len(body)).to_bytes(4, "big") + body
