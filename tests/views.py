"""How pages are looked at: on a phone and a screen, light and dark.

Every width and every scheme once in the quick tests; in the long ones all four together.
"""

import pytest

VIEWS = [
    pytest.param(375, "dark"),
    pytest.param(1280, "light"),
    pytest.param(375, "light", marks=pytest.mark.long),
    pytest.param(1280, "dark", marks=pytest.mark.long),
]
