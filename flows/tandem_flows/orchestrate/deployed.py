"""The flow of every step by name, so that a deployment's process finds it: `deployed.share`."""

from __future__ import annotations

from typing import Any

from prefect import Flow

from tandem_flows.orchestrate.flows import deployed_name, flow_of
from tandem_flows.steps.catalogue import all_steps


def __getattr__(name: str) -> Flow[..., Any]:
    if not name.startswith("_"):
        for step in all_steps().values():
            if deployed_name(step) == name:
                return flow_of(step)
    raise AttributeError(name)
