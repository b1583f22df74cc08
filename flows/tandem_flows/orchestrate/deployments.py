"""Puts what is offered before Prefect's server: deployments with their forms and schedules.

At each start they are brought up to date; what an administrator paused in the UI stays paused.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.actions import DeploymentScheduleCreate, DeploymentUpdate
from prefect.client.schemas.schedules import IntervalSchedule
from prefect.deployments.runner import RunnerDeployment

from tandem_flows.orchestrate.offers import Offer
from tandem_flows.orchestrate.schedules import Rhythm

SCHEDULER = "schedule"


class Offered(RunnerDeployment):
    """A deployment that the server knows already, for a runner to work on."""

    deployment_id: UUID

    async def aapply(self, *_given: Any, **_named: Any) -> UUID:
        """Return its id; it was brought up to date before."""
        return self.deployment_id


def bring_up_to_date(offers: Sequence[Offer], version: str) -> list[Offered]:
    """Create or change the deployments of all offers; remove those that are offered no more."""
    with get_client(sync_client=True) as client:
        known = {offer.name: _applied(client, offer, version) for offer in offers}
        for deployment in client.read_deployments():
            if deployment.id not in known.values():
                client.delete_deployment(deployment.id)
    return [
        Offered(name=offer.name, flow_name=offer.flow_name, deployment_id=known[offer.name])
        for offer in offers
    ]


def renew_forms(offers: Sequence[Offer]) -> None:
    """Give the deployments that there are their forms anew, where the choices have changed."""
    forms = {offer.name: offer.form for offer in offers}
    with get_client(sync_client=True) as client:
        for deployment in client.read_deployments():
            form = forms.get(deployment.name)
            if form is not None and deployment.parameter_openapi_schema != form:
                client.update_deployment(
                    deployment.id, DeploymentUpdate(parameter_openapi_schema=form)
                )


def _applied(client: SyncPrefectClient, offer: Offer, version: str) -> UUID:
    return client.create_deployment(
        flow_id=client.create_flow_from_name(offer.flow_name),
        name=offer.name,
        version=version,
        description=offer.description,
        tags=list(offer.tags),
        entrypoint=offer.entrypoint,
        path=".",
        parameter_openapi_schema=offer.form,
        enforce_parameter_schema=True,
        schedules=[_schedule(rhythm) for rhythm in offer.rhythms],
    )


def _schedule(rhythm: Rhythm) -> DeploymentScheduleCreate:
    """Return a schedule that keeps local time when the clocks change."""
    return DeploymentScheduleCreate(
        schedule=IntervalSchedule(
            interval=timedelta(days=rhythm.interval_days),
            anchor_date=rhythm.first_at,
            timezone=str(rhythm.first_at.tzinfo),
        ),
        parameters={"practice": rhythm.practice_id, "operator": SCHEDULER},
        slug=rhythm.practice_id,
    )
