"""Pieces of hostile input, by what they try; they stand in inputs of every kind.

All of it is text that somebody could type or a machine could send. `CANARY` is a patient's name.
"""

from __future__ import annotations

CANARY = "Zyxquist"

FORMULAS = ("=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", '=HYPERLINK("http://x")')
MARKUP = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "[x](javascript:alert(1))",
    "{{ 7*7 }}{% for a in b %}",
    '#read("/etc/passwd")',
    ']]><!ENTITY a "b">',
    "</w:t></si>",
)
LETTERS = (
    "\u202egnp.exe",
    "\u200b\u200d\ufeff",
    "Zyxqu\u0456st",
    "\x00\x01\x07\x1b[2J",
    "e\u0301\u0327" * 30,
    "\U0001f9d1\u200d\u2695\ufe0f",
    "\ud7ff\ue000\uffff",
    "İıẞß",
)
PATHS = ("../../etc/passwd", "/etc/passwd", "..\\..\\x", "con.csv", "a" * 5000, "x\n../y", ".", "")
NUMBERS = (
    "-1", "0", "1e999", "-0.0", "NaN", "inf", "9" * 400, "1_000", "0x10", "٣", "1,5", "1/0", "²",
)  # fmt: skip
DATES = ("0000-00-00", "2026-02-30", "9999-12-31", "1/2/03", "10000-01-01", "2026-1-1", "-2026-1-1")
YAML = (
    "!!python/object/apply:os.system ['true']",
    "!!binary aGVsbG8=",
    "&a [*a]",
    "*nobody",
    "<<: *nobody",
    "? [a, b] : c",
    "!!timestamp 2026-99-99",
    "%YAML 9.9",
    "- - - - - -",
    "{" * 60,
    "[" * 5000,
    "!!set {a, b}",
    "0o17",
    "190:20:30",
    "~",
    "yes",
    "2026-02-30",
    "2026-01-01 00:00:00",
    "!!int x",
    "!!float x",
    "!!map [1]",
)
JSON = ("[" * 20_000, "NaN", "1e400", '{"a":' * 3000, '"\\ud800"', "-", "9" * 5000, "null", "{}")
XML = (
    '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
    "&b;",
    "&#0;",
    "<a " + "b='c' " * 500 + "/>",
    "<![CDATA[",
)
GIANT = ("x" * 70_000, "word " * 20_000, "\n" * 30_000, '"' * 9_999)
EVERY = (*FORMULAS, *MARKUP, *LETTERS, *PATHS, *NUMBERS, *DATES, *YAML, *JSON, *XML, *GIANT)


def laughs(depth: int = 9, width: int = 9) -> str:
    """Return the head of an XML text whose entities grow to width ** depth."""
    lines = ['<!ENTITY l0 "ha">']
    for level in range(1, depth + 1):
        lines.append(f'<!ENTITY l{level} "{f"&l{level - 1};" * width}">')
    return f"<!DOCTYPE laughs [{''.join(lines)}]>"


def alias_bomb(depth: int = 9, width: int = 9) -> str:
    """Return YAML whose aliases stand for width ** depth values."""
    lines = ['a0: &a0 ["ha"]']
    for level in range(1, depth + 1):
        lines.append(f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * width)}]")
    return "\n".join(lines) + "\n"
