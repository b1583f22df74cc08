"""Says what is missing on a machine before anything is installed. Runs on any Python 3."""

import sys

LOWEST, BELOW = (3, 11), (3, 15)
here = "%d.%d" % sys.version_info[:2]

if not LOWEST <= sys.version_info[:2] < BELOW:
    sys.exit(
        "This needs Python %d.%d to %d.%d, and `python3` is %s. "
        "Install one of them and run `make PYTHON=/path/to/it ...`."
        % (LOWEST[0], LOWEST[1], BELOW[0], BELOW[1] - 1, here)
    )
try:
    import ensurepip  # noqa: F401
    import venv  # noqa: F401
except ImportError:
    sys.exit(
        "This Python %s cannot make virtual environments. On Debian or Ubuntu run:\n"
        "  apt install python%s-venv\nand then this command again." % (here, here)
    )
