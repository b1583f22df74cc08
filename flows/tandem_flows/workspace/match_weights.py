"""The weights of matching that a workspace follows: its own file, or those that ship.

Here: where the file lies. Not here: its form (`rules.matching.weights_file`).
"""

from __future__ import annotations

from pathlib import Path

from tandem_flows.rules.matching import Weights, shipped_weights
from tandem_flows.rules.matching.weights_file import read_weights
from tandem_flows.workspace.folder import Workspace
from tandem_validators.errors import InputRefused, Problem
from tandem_validators.guideline.strict_yaml import read_text

FILE = "match-weights.yaml"


def weights_of_workspace(workspace: Workspace) -> Weights:
    """Return the weights in the workspace's file, or those that ship where it has none.

    Raises InputRefused or GuidelineRefused for a file that is not sound.
    """
    path = workspace.folder / FILE
    return weights_at(path) if path.exists() else shipped_weights()


def weights_at(path: Path) -> Weights:
    """Return the weights in a file; raise InputRefused or GuidelineRefused when it is not sound."""
    if not path.is_file():
        remedy = "Correct the name of the file, or make one with `tandem weights`."
        raise InputRefused(Problem(path.name, "is not there", remedy))
    return read_weights(read_text(path, path.name), path.name)
