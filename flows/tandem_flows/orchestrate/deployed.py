"""The flow of every deployment by name, so that its process finds it: `deployed.share`.

A process that a runner started for one run comes in here first: it makes itself known, so that the
server stays as long as it works and a later start can tell a run that goes on from a lost one.
"""

from __future__ import annotations

from typing import Any

from prefect import Flow

from tandem_flows.orchestrate.daily import daily_flows
from tandem_flows.orchestrate.flows import deployed_name, flow_of
from tandem_flows.orchestrate.known import make_known
from tandem_flows.steps.catalogue import all_steps

make_known()


def __getattr__(name: str) -> Flow[..., Any]:
    if name in daily_flows():
        return daily_flows()[name]
    if not name.startswith("_"):
        for step in all_steps().values():
            if deployed_name(step) == name:
                return flow_of(step)
    raise AttributeError(name)
