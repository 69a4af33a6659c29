"""Turns without a person: what a run waits for gets its default, and that is remembered."""

from dataclasses import dataclass

from cloudwright.agents.turn import Build, Mode
from cloudwright.cli.failures import NothingDesigned, RunFailed
from cloudwright.cli.studio import Answer, Designed, Studio

BUNDLE_READY = "BUNDLE_READY"
_MOST_APPROVALS = 3


@dataclass(frozen=True, slots=True)
class Exchange:
    """A message and all that followed: one answer, and one more for each approval that was given."""

    answers: tuple[Answer, ...]
    approvals: tuple[str, ...]

    @property
    def reply(self) -> str:
        return "\n\n".join(answer.text for answer in self.answers if answer.text)

    @property
    def artifact_id(self) -> str | None:
        """The bundle that came out, if one did."""
        for answer in reversed(self.answers):
            ready = answer.newest(BUNDLE_READY)
            if ready is not None:
                return str(ready["artifact_id"])
        return None

    @property
    def last(self) -> Answer:
        return self.answers[-1]


async def exchange(studio: Studio, text: str) -> Exchange:
    """Say something and approve what is asked for."""
    answers = [await studio.say(text)]
    approvals: list[str] = []
    while answers[-1].waiting and len(approvals) < _MOST_APPROVALS:
        waiting = answers[-1].waiting[0]
        approvals.append(waiting.message)
        answers.append(await studio.approve(waiting))
    return Exchange(answers=tuple(answers), approvals=tuple(approvals))


async def built(studio: Studio, designed: Designed) -> str:
    """Build the bundle of an option and return its artifact id.

    Raises RunFailed with what the run said when no bundle came out.
    """
    answer = await studio.say("", mode=Mode.IMPLEMENT, action=Build(option_id=designed.card.id))
    done = Exchange(answers=(answer,), approvals=())
    if done.artifact_id is None:
        raise failed(answer)
    return done.artifact_id


def failed(answer: Answer) -> RunFailed:
    """Return the error of a run that did not bring what was asked of it."""
    code = f" ({answer.error_code})" if answer.error_code else ""
    return RunFailed(f"{answer.error or answer.text or 'The run ended without a result.'}{code}")


def nothing(done: Exchange) -> NothingDesigned:
    """Return the error of an exchange that led to no design."""
    return NothingDesigned(f"No design came out of this. The designer said: {done.reply or done.last.error}")
