"""Archives (Word files are archives too) without times: equal contents, equal bytes.

What an archive holds, and in which order, is the business of who makes it.
"""

from __future__ import annotations

import io
import zipfile

NO_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can say


def without_times(content: bytes) -> bytes:
    """Return an archive of the same entries in which no entry has a time."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return out.getvalue()
