"""What Prefect does by itself: it ends runs whose process was lost, and tells staff by mail.

A mail holds a run's name or a partnership's id, a state and a count; never a patient, and never the
words of a failure.
"""

from __future__ import annotations

import contextlib
from datetime import timedelta
from uuid import UUID

from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import StateType
from prefect.events.actions import ActionTypes, ChangeFlowRunState, DoNothing, SendNotification
from prefect.events.schemas.automations import AutomationCore, EventTrigger, Posture
from prefect.events.schemas.events import ResourceSpecification
from prefect.exceptions import ObjectNotFound
from pydantic import SecretStr

from tandem_flows.orchestrate.events import PREWORK_LATE, REPORT_DUE, SUMMARY_LATE
from tandem_flows.server.mail_block import StaffMail, mail_url
from tandem_flows.workspace.folder import Workspace
from tandem_flows.workspace.serving import Mail
from tandem_validators.errors import InputRefused, Problem

# three signs of life are missed before a run counts as lost
LOST_AFTER = timedelta(seconds=90)
_BEAT = "prefect.flow-run.heartbeat"
_ENDS = ("Completed", "Failed", "Cancelled", "Crashed", "Suspended", "Paused")
_BLOCK = "staff-mail"
_RUNS = ResourceSpecification({"prefect.resource.id": ["prefect.flow-run.*"]})
# a step that `advance` runs fails together with it: one mail is enough
_DEPLOYED = ResourceSpecification(
    {"prefect.resource.role": "deployment", "prefect.resource.id": ["prefect.deployment.*"]}
)
_PARTNERSHIPS = ResourceSpecification({"prefect.resource.id": ["tandem.partnership.*"]})
_RUN_WORDS = (
    "{{ flow_run.name }}: {{ flow_run.state.name }}. Look at it: {{ flow_run | ui_url }}\n"
    "What to do stands on the run's page and in the operations guide."
)
_COUNTED = (
    "Partnership {{ event.resource['prefect.resource.name'] }}, as of {{ event.payload.as_of }}: "
    "{{ event.payload.count }} "
)


def set_up(workspace: Workspace) -> int:
    """Bring all automations up to date with profile.yaml; return how many there are."""
    wanted = _automations(_block_id(workspace))
    with get_client(sync_client=True) as client:
        known = {automation.name: automation.id for automation in client.read_automations()}
        for automation in wanted:
            if automation.name in known:
                client.update_automation(known[automation.name], automation)
            else:
                client.create_automation(automation)
    return len(wanted)


def _automations(block_id: UUID | None) -> list[AutomationCore]:
    return [
        _lost_process(),
        _at_end("A run crashed", "Crashed", block_id),
        _at_end("A run was refused", "Failed", block_id),
        _at_event("Pre-work is late", PREWORK_LATE, "patient reviews are late.", block_id),
        _at_event("A summary is late", SUMMARY_LATE, "summaries are late.", block_id),
        _at_event("Tracking reports are due", REPORT_DUE, "reports have fallen due.", block_id),
    ]


def _lost_process() -> AutomationCore:
    """End a run that gives no sign of life any more: machine, runner or process are gone."""
    return AutomationCore(
        name="A run lost its process",
        description="Marks a run as crashed when it gave no sign of life for a while.",
        trigger=EventTrigger(
            after={_BEAT},
            expect={_BEAT, *(f"prefect.flow-run.{end}" for end in _ENDS)},
            match=_RUNS,
            for_each={"prefect.resource.id"},
            posture=Posture.Proactive,
            threshold=1,
            within=LOST_AFTER,
        ),
        actions=[
            ChangeFlowRunState(
                name=None,
                force=False,
                state=StateType.CRASHED,
                message="Its process is gone; nothing was half-written. Run it again.",
            )
        ],
    )


def _at_end(name: str, end: str, block_id: UUID | None) -> AutomationCore:
    return AutomationCore(
        name=name,
        description=f"Tells staff when a run of a deployment ends as {end}.",
        trigger=EventTrigger(
            expect={f"prefect.flow-run.{end}"},
            match=_RUNS,
            match_related=_DEPLOYED,
            for_each={"prefect.resource.id"},
            posture=Posture.Reactive,
            threshold=1,
        ),
        actions=_told(block_id, f"CareTandem: {name.lower()}", _RUN_WORDS),
    )


def _at_event(name: str, event: str, words: str, block_id: UUID | None) -> AutomationCore:
    return AutomationCore(
        name=name,
        description="Tells staff when the daily look finds it.",
        trigger=EventTrigger(
            expect={event},
            match=_PARTNERSHIPS,
            for_each={"prefect.resource.id"},
            posture=Posture.Reactive,
            threshold=1,
        ),
        actions=_told(block_id, f"CareTandem: {name.lower()}", _COUNTED + words),
    )


def _told(block_id: UUID | None, subject: str, body: str) -> list[ActionTypes]:
    """Return the mail to send; without a mail server it is only noted in the event feed."""
    if block_id is None:
        return [DoNothing()]
    return [SendNotification(block_document_id=block_id, subject=subject, body=body)]


def _block_id(workspace: Workspace) -> UUID | None:
    """Return the block that sends mail, brought up to date; remove it when there is no mail."""
    mail = workspace.profile.mail
    if mail is not None:
        block = StaffMail(url=SecretStr(mail_url(mail, _password(workspace, mail))))
        saved = block.save(_BLOCK, overwrite=True)
        assert isinstance(saved, UUID)
        return saved
    with contextlib.suppress(ObjectNotFound, ValueError):
        StaffMail.delete(_BLOCK)
    return None


def _password(workspace: Workspace, mail: Mail) -> str | None:
    if mail.password_file is None:
        return None
    path = (workspace.folder / mail.password_file).expanduser()
    if path.is_file():
        return path.read_text(encoding="utf-8").strip()
    remedy = "Bring the file back, or correct `password_file` in profile.yaml."
    raise InputRefused(Problem("mail, password file", "is not where profile.yaml says", remedy))
