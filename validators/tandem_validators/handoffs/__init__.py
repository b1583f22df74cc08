"""One pandera model a handoff; `registry` lists them, `validate` checks them."""
