"""Each declared step as one Prefect flow (the same for the command, the UI and a schedule), and
running one from this process, which hears of a refusal in the step's own words.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal

import httpx
from prefect import Flow
from prefect.client.schemas.objects import State
from prefect.runtime import flow_run
from prefect.states import Completed
from pydantic import Field

from tandem_flows.desk import Job
from tandem_flows.orchestrate.artifacts import leave_artifact, leave_refusal
from tandem_flows.orchestrate.caller import (
    Caller,
    called_by,
    caller_now,
    folder_now,
    is_called_here,
)
from tandem_flows.orchestrate.contacts import OPERATOR, contact_ids
from tandem_flows.orchestrate.deployments import renew_forms
from tandem_flows.orchestrate.desk import FlowDesk
from tandem_flows.orchestrate.diary import enter_step, first_name, flow_name, is_scheduled
from tandem_flows.orchestrate.guard import StepFailed, guarded, refusals_kept
from tandem_flows.orchestrate.jobs import Asked, idle_reason, job_of
from tandem_flows.orchestrate.offers import offers
from tandem_flows.steps.catalogue import step_named
from tandem_flows.steps.definition import Result, Step
from tandem_flows.workspace.folder import Workspace
from tandem_validators.errors import InputRefused, Problem, StoreRefused, TandemError

DEPLOYED = "tandem_flows.orchestrate.deployed"
PracticeId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{1,30}$")]
OperatorId = Annotated[str, Field(pattern=OPERATOR.pattern)]
OperatorBasis = Literal["os_user", "proxy", "attested", "schedule", "signature"]


def deployed_name(step: Step) -> str:
    """Return the name under which module `deployed` holds the flow of a step."""
    return step.name.replace("-", "_")


_GONE = Problem(
    "Prefect's server",
    "stopped answering during the run",
    "Run the step again: what was committed stays, and a second run changes nothing.",
)


@cache
def flow_of(step: Step) -> Flow[..., Any]:
    """Return the flow of a declared step, named as the step, with ids and days as parameters."""

    def run(
        practice: PracticeId,
        operator: OperatorId,
        as_of: date | None = None,
        call_date: date | None = None,
        operator_basis: OperatorBasis | None = None,
    ) -> State[Any]:
        """Run one step of the process for one practice.

        Args:
            practice: Id of the practice, as in profile.yaml.
            operator: Id of who runs it; no name.
            as_of: The day the run looks from; today unless it is named.
            call_date: The date of the call, for steps about one call; the next one planned.
            operator_basis: How the operator is known, from a caller who knows.
        """
        asked = Asked(practice, operator, basis(operator_basis), as_of, call_date, flow_run.id)
        return guarded_run(practice, lambda: _work(step, asked))

    # a deployment finds its flow again by module and name
    run.__module__, run.__name__ = DEPLOYED, deployed_name(step)
    run.__qualname__ = run.__name__
    return Flow(
        run,
        name=flow_name(step.name),
        description=step.title,
        flow_run_name=first_name,
        persist_result=False,
        log_prints=False,
        retries=0,
    )


def guarded_run(practice_id: str | None, work: Callable[[], State[Any]]) -> State[Any]:
    """Do the work of a run behind the guard; of a refusal say in the UI where its reasons stand."""
    try:
        return guarded(folder_now(), work)
    except StepFailed as failed:
        leave_refusal(practice_id, failed)
        raise


def basis(given: OperatorBasis | None) -> str:
    """Return how the operator is known: as a caller in this process says, else by what began it.

    From the UI everyone comes with one login, so an operator named there is attested.
    """
    if is_called_here() and given is not None:
        return given
    return "schedule" if is_scheduled() else "attested"


def _work(step: Step, asked: Asked) -> State[Any]:
    caller = caller_now()
    if asked.operator_basis == "schedule" and not is_called_here():
        idle = idle_reason(caller.workspace, step, asked)
        if idle:
            return Completed(message=idle)
    job = job_of(caller.workspace, step, asked)
    enter_step(step, job)
    desk = FlowDesk(step, job, caller.workspace)
    desk.load()
    caller.result = step.run(desk)
    written = desk.commit()
    if "team" in step.writes:
        _renew_choices(caller.workspace)
    leave_artifact(caller.workspace, step, job, caller.result, desk.staged, written)
    return Completed(message=caller.result.words)


def _renew_choices(workspace: Workspace) -> None:
    """Offer the contacts who are known now as choices in the forms, where they are served."""
    renew_forms(offers(workspace, contact_ids(workspace), ()))


def run_step(workspace: Workspace, step_name: str, job: Job) -> Result:
    """Run the step `step_name` as its flow against the active API; return what it says.

    Raises the step's own TandemError, with its reasons, and `Unexpected` for any other failure.
    """
    return run_declared(workspace, step_named(step_name), job)


def run_declared(workspace: Workspace, step: Step, job: Job) -> Result:
    """Run a declared step as `run_step` does."""
    workspace.practice(job.practice_id)
    _check_operator(job.operator)
    caller = Caller(workspace)
    with called_by(caller), refusals_kept() as refusals:
        try:
            flow_of(step)(**_parameters(job))
        except StepFailed as failed:
            refusal: TandemError = refusals[failed.report_id]
        except httpx.HTTPError:
            refusal = StoreRefused(_GONE)
        else:
            assert caller.result is not None
            return caller.result
    # raised here, not in the handler: the reader needs the reasons, not Prefect's part in it
    raise refusal from None


def _parameters(job: Job) -> dict[str, Any]:
    return {
        "practice": job.practice_id,
        "as_of": job.as_of,
        "operator": job.operator,
        "operator_basis": job.operator_basis,
        "call_date": job.call_date,
    }


def _check_operator(operator: str) -> None:
    """Refuse what Prefect would keep for ever and may be anyone's name."""
    if not OPERATOR.fullmatch(operator):
        remedy = "Give an id of up to 64 letters, digits and . _ @ - without spaces."
        raise InputRefused(Problem("operator", "is not an id", remedy))
