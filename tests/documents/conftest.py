"""The workspaces of the step tests serve the documents too."""

from tests.cli.conftest import workspace  # noqa: F401
from tests.steps.conftest import (  # noqa: F401
    decided,
    decided_template,
    fresh,
    fresh_template,
    researched,
    researched_template,
    shared,
    shared_template,
)
