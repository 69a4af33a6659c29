"""How a run ends: its status, its last event, and what a person reads."""

from collections.abc import Sequence
from dataclasses import dataclass

from cloudwright.agents.turn import Approval
from cloudwright.conversations.schemas import MessageError, MessageStatus, MessageUsage, RunStatus
from cloudwright.events import agui
from cloudwright.events.schemas import Event
from cloudwright.gateway.schemas import Spent

INTERRUPTED = MessageError(
    code="RUN_INTERRUPTED",
    message="Interrupted. What was said is kept. Press Continue to go on from here.",
)
TIMED_OUT = MessageError(
    code="RUN_TIMED_OUT",
    message="This took too long and was ended. What was said is kept; ask for a smaller step, or try again.",
)
TOO_MANY_STEPS = MessageError(
    code="RUN_TOO_MANY_STEPS",
    message="This took more steps than one answer may. What was said is kept; ask for a smaller step.",
)
FAILED = MessageError(
    code="RUN_FAILED",
    message="Something went wrong on our side. What was said is kept; press Continue to try again.",
)


@dataclass(frozen=True, slots=True)
class Ending:
    """The verdict over a run; `approvals` are the questions it waits for."""

    status: RunStatus
    error: MessageError | None = None
    approvals: Sequence[Approval] = ()

    @property
    def message_status(self) -> MessageStatus:
        """What the last message of the run becomes."""
        return _MESSAGE_STATUS[self.status]


SUCCEEDED = Ending(RunStatus.SUCCEEDED)
STOPPED = Ending(RunStatus.STOPPED)


def waiting(approvals: Sequence[Approval]) -> Ending:
    return Ending(RunStatus.WAITING, approvals=tuple(approvals))


def failed(error: MessageError) -> Ending:
    return Ending(RunStatus.FAILED, error=error)


def interrupted() -> Ending:
    return Ending(RunStatus.INTERRUPTED, error=INTERRUPTED)


_MESSAGE_STATUS = {
    RunStatus.SUCCEEDED: MessageStatus.COMPLETE,
    RunStatus.WAITING: MessageStatus.COMPLETE,
    RunStatus.STOPPED: MessageStatus.STOPPED,
    RunStatus.FAILED: MessageStatus.FAILED,
    RunStatus.INTERRUPTED: MessageStatus.INTERRUPTED,
}


def last_event(ending: Ending, *, thread_id: str, run_id: str, model: str, spent: Spent) -> Event:
    """Return the event that closes the run."""
    if ending.error is not None:
        return agui.run_error(ending.error.code, ending.error.message)
    usage = [agui.token_usage(model, input_tokens=spent.input_tokens, output_tokens=spent.output_tokens)]
    if ending.approvals:
        interrupts = [
            agui.interrupt(each.id, reason=each.reason, message=each.message) for each in ending.approvals
        ]
        return agui.run_waits(thread_id, run_id, interrupts=interrupts, usage=usage)
    if ending.status is RunStatus.STOPPED:
        return agui.run_finished(thread_id, run_id, outcome="cancelled", usage=usage)
    return agui.run_finished(thread_id, run_id, outcome="success", usage=usage)


def message_usage(model: str, spent: Spent) -> MessageUsage:
    """Return what the run has used, as it is kept with its last message."""
    return MessageUsage(
        input_tokens=spent.input_tokens,
        output_tokens=spent.output_tokens,
        cost=spent.cost,
        model=model,
        unpriced_calls=spent.unpriced_calls,
    )


def usage_event(model: str, spent: Spent) -> Event:
    """Return what the run has used, for the line below the answer."""
    return agui.custom(
        "arch.usage",
        {
            "input_tokens": spent.input_tokens,
            "output_tokens": spent.output_tokens,
            "calls": spent.calls,
            "cost": spent.cost.model_dump(mode="json"),
            "unpriced_calls": spent.unpriced_calls,
            "model": model,
        },
    )
