"""Each declared step as one Prefect flow (the same for the command, the UI and a schedule), and
running one from this process, which hears of a refusal in the step's own words.
"""

from __future__ import annotations

import re
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
from tandem_flows.orchestrate.artifacts import leave_artifact
from tandem_flows.orchestrate.caller import Caller, called_by, caller_now, folder_now
from tandem_flows.orchestrate.desk import FlowDesk
from tandem_flows.orchestrate.guard import StepFailed, guarded, refusals_kept
from tandem_flows.steps.catalogue import step_named
from tandem_flows.steps.definition import Result, Step
from tandem_flows.workspace.folder import Workspace
from tandem_validators.errors import InputRefused, Problem, StoreRefused, TandemError

DEPLOYED = "tandem_flows.orchestrate.deployed"
_OPERATOR = r"^[A-Za-z0-9._@\\-]{1,64}$"
PracticeId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{1,30}$")]
OperatorId = Annotated[str, Field(pattern=_OPERATOR)]
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
        as_of: date,
        operator: OperatorId,
        operator_basis: OperatorBasis,
        call_date: date | None = None,
    ) -> State[Any]:
        """Run one step of the process for one practice.

        Args:
            practice: Id of the practice, as in profile.yaml.
            as_of: The day the run looks from.
            operator: Id of who runs it; no name.
            operator_basis: How that is known.
            call_date: The date of the call, for steps about one call.
        """
        job = Job(practice, as_of, call_date, operator, operator_basis, flow_run.id)
        return guarded(folder_now(), lambda: _work(step, job))

    # a deployment finds its flow again by module and name
    run.__module__, run.__name__ = DEPLOYED, deployed_name(step)
    run.__qualname__ = run.__name__
    return Flow(
        run,
        name=step.name,
        description=step.title,
        flow_run_name=_run_name,
        persist_result=False,
        log_prints=False,
        retries=0,
    )


def _run_name() -> str:
    """Name a run as a diary would: step, practice and week of the call, or of the day looked from.

    It holds parameters that are ids and dates by their type.
    """
    given = flow_run.parameters
    day = date.fromisoformat(str(given.get("call_date") or given["as_of"])[:10])
    return f"{flow_run.flow_name} {given['practice']} {day:%G-W%V}"


def _work(step: Step, job: Job) -> State[Any]:
    caller = caller_now()
    desk = FlowDesk(step, job, caller.workspace)
    desk.load()
    caller.result = step.run(desk)
    written = desk.commit()
    leave_artifact(step, job, caller.result, desk.staged, written)
    return Completed(message=caller.result.words)


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
    if not re.match(_OPERATOR, operator):
        remedy = "Give an id of up to 64 letters, digits and . _ @ - without spaces."
        raise InputRefused(Problem("operator", "is not an id", remedy))
