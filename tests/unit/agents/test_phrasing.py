"""What a model reads of a turn."""

from builders.platform import LOCAL
from cloudwright.agents.phrasing import history, prompt
from cloudwright.agents.turn import Approval, Ask, Build, Earlier, Mode, Resume, Turn


def a_turn(ask: Ask, resumes: Approval | None = None) -> Turn:
    return Turn(LOCAL, "prj_1", conversation_id="th_1", run_id="run_1", ask=ask, resumes=resumes)


APPROVAL = Approval(id="int_1", reason="approve_plan", message="Build?", subject="opt_1")


def test_buttons_and_selection_are_told_in_brackets() -> None:
    ask = Ask(mode=Mode.IMPLEMENT, text="Now", action=Build(option_id="opt_1"), scope=("api",))
    said = prompt(a_turn(ask))

    assert said.splitlines()[0] == "Now"
    assert "build the bundle of option opt_1" in said
    assert "[Selected components: api]" in said


def test_only_the_option_that_a_person_approved_may_be_built() -> None:
    yes = Ask(mode=Mode.IMPLEMENT, resume=(Resume(interruptId="int_1", status="resolved"),))
    no = Ask(mode=Mode.IMPLEMENT, resume=(Resume(interruptId="int_1", status="cancelled"),))

    assert a_turn(yes, APPROVAL).approves("opt_1")
    assert not a_turn(yes, APPROVAL).approves("opt_2")
    assert not a_turn(no, APPROVAL).approves("opt_1")
    assert not a_turn(yes).approves("opt_1")


def test_history_alternates_and_begins_with_the_person() -> None:
    said = [
        Earlier(by_person=False, text="Welcome"),
        Earlier(by_person=True, text="One"),
        Earlier(by_person=True, text="Two"),
        Earlier(by_person=False, text="Answer"),
        Earlier(by_person=True, text="Unanswered"),
    ]

    assert [message["role"] for message in history(said)] == ["user", "assistant", "user", "assistant"]
    assert len(history(said)[0]["content"]) == 2


def test_a_long_history_loses_its_oldest_part() -> None:
    said = [Earlier(by_person=index % 2 == 0, text=str(index) * 10_000) for index in range(10)]

    assert sum(len(block["text"]) for message in history(said) for block in message["content"]) <= 60_000


def test_messages_without_a_word_are_left_out_since_providers_refuse_them() -> None:
    said = [
        Earlier(by_person=True, text="One"),
        Earlier(by_person=False, text=" \n"),
        Earlier(by_person=True, text=""),
    ]

    assert [block["text"] for message in history(said) for block in message["content"]] == [
        "One",
        "[No answer was given.]",
    ]
