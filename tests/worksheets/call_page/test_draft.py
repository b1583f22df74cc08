"""The draft: encrypted with the key of the file, there after a closed tab, erased at the end."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from tests.worksheets.call_page.opened import FIRST, Opened, context, opened
from tests.worksheets.call_page.pages import KEY, written_page

__all__ = ["context", "opened"]
SAID = "walks with a frame since March"


def typed(opened: Opened) -> Opened:
    opened.go(FIRST)
    opened.type("patients agreed_driver", SAID)
    return opened


def test_what_is_typed_lies_in_the_browser_only_encrypted(opened: Opened) -> None:
    draft = typed(opened).draft()

    assert draft is not None
    iv, sealed = (base64.b64decode(part) for part in draft.split("."))
    assert len(iv) == 12
    for word in (SAID, "frame", "Lopez", "agreed_driver", "C-01"):
        assert word.encode() not in sealed
    assert base64.b64encode(KEY).decode() not in draft


def test_the_draft_opens_with_the_key_of_the_file_and_no_other(opened: Opened) -> None:
    typed(opened).draft()
    other = base64.b64encode(bytes(32)).decode()

    assert SAID in json.dumps(decrypted(opened.page, base64.b64encode(KEY).decode()))
    assert decrypted(opened.page, other) is None


def decrypted(page: Any, key: str) -> Any:
    return page.evaluate(
        """async (key) => {
          const [iv, text] = Object.values({...localStorage})[0].split(".")
            .map((part) => Uint8Array.from(atob(part), (one) => one.charCodeAt(0)));
          const raw = Uint8Array.from(atob(key), (one) => one.charCodeAt(0));
          const taken = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["decrypt"]);
          try {
            const open = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, taken, text);
            return JSON.parse(new TextDecoder().decode(open));
          } catch { return null; }
        }""",
        key,
    )


def test_each_save_has_its_own_nonce(opened: Opened) -> None:
    first = typed(opened).draft()
    opened.type("patients agreed_driver", SAID + ".")
    opened.type("patients agreed_driver", SAID)

    assert first.split(".")[0] != opened.draft().split(".")[0]


def test_a_closed_tab_loses_nothing(opened: Opened) -> None:
    typed(opened).choose("decisions membership", "active")
    opened.page.click('[data-adds="tasks"]')
    opened.type("tasks action", "call her on Monday")
    opened.page.wait_for_timeout(600)
    opened.page.close()

    again = Opened(opened.context, opened.file).open()

    assert again.page.inner_text("#draft-state") == "Your draft is here again."
    assert again.page.inner_text("#screen-title").endswith("Ana Lopez")
    area = again.field("patients agreed_driver").locator("textarea")
    assert area.input_value() == SAID
    assert again.field("tasks action").locator("textarea").input_value() == "call her on Monday"
    assert again.page.is_checked('[data-cell="decisions membership"] input[value="active"]')


def test_a_tab_closed_right_after_the_last_key_loses_nothing(opened: Opened) -> None:
    opened.go(FIRST)
    opened.type("patients profile", "lives alone")
    opened.page.close(run_before_unload=True)

    again = Opened(opened.context, opened.file).open()

    again.go(FIRST)
    assert again.field("patients profile").locator("textarea").input_value() == "lives alone"


def test_the_end_of_the_call_erases_the_draft(opened: Opened) -> None:
    opened.go("finish")
    opened.choose("call state", "cancelled")
    opened.type("call reason", "snow")
    assert opened.draft() is not None

    opened.finished()

    assert opened.draft() is None
    assert "erased" in opened.page.inner_text("#finished")
    assert Opened(opened.context, opened.file).open().page.inner_text("#draft-state") == (
        "Nothing typed yet."
    )


def test_erasing_by_hand_leaves_an_empty_page(opened: Opened) -> None:
    typed(opened).go("finish")
    opened.page.click("summary:has-text('Copies')")
    opened.page.click("text=Erase the draft and all answers")
    opened.page.wait_for_selector("#overview button")

    opened.go(FIRST)

    assert opened.field("patients agreed_driver").locator("textarea").input_value() == ""


def test_a_browser_that_cannot_encrypt_keeps_nothing_and_says_so(context, tmp_path: Path) -> None:
    context.add_init_script("Object.defineProperty(crypto, 'subtle', { value: undefined })")
    opened = typed(Opened(context, written_page(tmp_path)).open())

    assert opened.draft() is None
    assert "cannot keep an encrypted draft" in opened.page.inner_text("#draft-state")


def test_the_page_says_where_the_draft_is_kept_and_when_it_ends(opened: Opened) -> None:
    said = opened.page.inner_text(".foot")

    assert "encrypted with a key that only this file holds" in said
    assert "Finish erases it" in said


@pytest.mark.parametrize("held", ["nonsense", "AAAA.BBBB"])
def test_a_draft_that_cannot_be_opened_is_said_and_harms_nothing(opened: Opened, held: str) -> None:
    typed(opened).draft()
    opened.page.evaluate("(held) => { localStorage[Object.keys(localStorage)[0]] = held; }", held)

    again = Opened(opened.context, opened.file).open()

    assert "cannot open" in again.page.inner_text("#draft-state")
    assert again.errors == []
