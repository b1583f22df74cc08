"""Makes the pictures of the operations pages anew: `python -m tests.orchestrate.screenshots`.

They come from the week that `test_by_hand` checks, on the invented sample.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import Page

from tests.orchestrate.administrator import HEIGHT, WIDTH
from tests.orchestrate.by_hand import gone_through
from tests.orchestrate.pictures import PICTURES
from tests.orchestrate.png import smaller
from tests.orchestrate.week_by_hand import Take
from tests.site.browser import CHROMIUM, chromium

# the course of a run is drawn on a canvas and moves into its place; no element tells when
_DRAWN_MS = 3000


def camera(folder: Path) -> Take:
    """Return what writes pictures into `folder`."""

    def take(page: Page, name: str, height: int) -> None:
        page.set_viewport_size({"width": WIDTH, "height": height})
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(_DRAWN_MS)
        taken = page.screenshot(animations="disabled")
        (folder / f"{name}.png").write_bytes(smaller(taken))
        page.set_viewport_size({"width": WIDTH, "height": HEIGHT})

    return take


def main() -> None:
    if CHROMIUM is None:
        raise SystemExit("Chromium is not on the PATH: install it with `apt install chromium`.")
    folder = tempfile.TemporaryDirectory
    with folder() as scratch, folder() as taken, chromium() as browser:
        gone_through(Path(scratch), browser, camera(Path(taken)))
        PICTURES.mkdir(exist_ok=True)
        for old in PICTURES.glob("*.png"):
            old.unlink()
        for new in sorted(Path(taken).glob("*.png")):
            (PICTURES / new.name).write_bytes(new.read_bytes())
            print(f"{new.name}: {new.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
