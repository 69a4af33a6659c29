"""The designer's next move in every situation, and that it says little and nothing twice."""

# ruff: noqa: E501  # tables are read line by line

import json
from itertools import pairwise

import pytest
from pydantic import JsonValue

from builders.sketches import a_web_app, an_image_pipeline
from cloudwright.agents.designer import reports, wording
from cloudwright.agents.designer.decide import decide
from cloudwright.agents.designer.moves import Call, Say
from cloudwright.agents.designer.results import Amount, Chosen
from cloudwright.agents.designer.view import Done, Pressed, Verdict, View
from cloudwright.design.model.architecture import Architecture

Plain = dict[str, JsonValue]
MONEY: Plain = {"amount": "12.40", "currency": "USD"}
UNDERSTANDING: Plain = {
    "understood": [{"statement": "Answers API calls", "quote": "API"}],
    "unused": ["paint it blue"],
    "questions": [{"id": "traffic", "text": "How many?"}],
    "contradictions": [],
    "confidence": "strong",
    "pattern": "web-app",
}
OPTIONS: Plain = {
    "options": [
        {"id": "opt_1", "name": "Lean", "idea": "Small.", "monthly_cost": MONEY, "sla_floor": "99.9", "findings": 2,
         "components": 8, "unmet": ["Costs at most USD 5.00 a month"]},
        {"id": "opt_2", "name": "Guarded", "idea": "Safe.", "monthly_cost": {"amount": "30", "currency": "USD"}},
    ]
}  # fmt: skip
RIPPLE: Plain = {
    "revision_number": 2,
    "ripple": {
        "money_before": MONEY, "money_after": MONEY, "files_changed": ["a", "b"], "requirements_met": 1,
        "requirements_total": 2, "worse": "It costs USD 1.00 a month more.",
    },
}  # fmt: skip
PRICE: Plain = {
    "total": MONEY, "low": MONEY, "high": MONEY, "unpriced": [],
    "lines": [{"description": "Requests", "element_id": "api", "amount": MONEY}],
}  # fmt: skip
FINDING: Plain = {
    "rule_id": "s3-versioning", "title": "No versions", "element_id": "site", "severity": "medium",
    "fix_label": "Keep versions",
    "fix": [{"op": "update_component", "id": "site", "properties": {"versioning": True}}],
}  # fmt: skip
FINDINGS: Plain = {"findings": [FINDING], "rules_run": 60}
KNOWLEDGE: Plain = {
    "entries": [
        {"title": "Lambda", "text": "At most 15 minutes.", "sources": [{"title": "AWS", "url": "https://x"}]}
    ]
}
EXPLAINED_BODY: Plain = {
    "lead": "It costs USD 12.40 a month.", "details": ["Items: USD 9.00"], "orders": ["remove Items"]
}  # fmt: skip
BUDGET_BODY: Plain = {
    "limit": "USD 40.00", "now": {"amount": "52.4"}, "fixed": {"amount": "50"}, "after": {"amount": "39"},
    "fits": False, "reached": True,
    "needed": [{"order": "remove Firewall", "loses": "no filter", "saves": {"amount": "13.4"}}],
}  # fmt: skip
TOOLS = frozenset(("get_design", "aws_search_knowledge"))


def a_design(architecture: Architecture | None = None) -> Plain:
    drawn = architecture or a_web_app()
    body: Plain = json.loads(
        drawn.model_dump_json(include={"region", "components", "connections", "decisions"})
    )
    return {"option_id": "opt_1", "name": "Lean", **body}


def done(tool: str, result: Plain) -> Done:
    return Done(tool, succeeded=True, result=json.dumps(result))


def failed(tool: str, **result: str) -> Done:
    return Done(tool, succeeded=False, result=json.dumps(result))


def seen(text: str, *results: Done, selected: tuple[str, ...] = ()) -> View:
    return View(text=text, first_message=False, done=results, selected=selected, tools=TOOLS)


def first(text: str, *results: Done) -> View:
    return View(text=text, first_message=True, done=results, tools=TOOLS)


def pressed(button: str, *results: Done, a: str = "opt_1", b: str = "") -> View:
    return View(text="", first_message=False, pressed=Pressed(button, a, b), done=results, tools=TOOLS)


DESIGN = done("get_design", a_design())
NO_DESIGN = failed("get_design", code="NO_DESIGN", message="There is no design yet.")
SENTENCE = "A website with an API"
READ = done("read_requirements", UNDERSTANDING)
PROPOSED = done("propose_options", OPTIONS)
HELD = done(
    "propose_options",
    {"options": [{"id": "o", "name": "Lean", "monthly_cost": MONEY, "left_out": "Guarded (Web firewall)"}]},
)
EXPLAINED = done("explain_design", EXPLAINED_BODY)
BUDGET = done("imagine_budget", BUDGET_BODY)
EDITED = done("edit_design", RIPPLE)

CALLS = (
    (first(SENTENCE), "read_requirements"),
    (first(SENTENCE, READ), "propose_options"),
    (seen("anything"), "get_design"),
    (seen("expect 5 million requests a month", DESIGN), "read_requirements"),
    (seen("add a firewall", DESIGN), "edit_design"),
    (seen("remove it", DESIGN, selected=("items",)), "edit_design"),
    (seen("undo", DESIGN), "undo_change"),
    (seen("what does it cost?", DESIGN), "explain_design"),
    (seen("is it secure?", DESIGN), "explain_design"),
    (seen("make it more secure", DESIGN), "run_checks"),
    (seen("compare", DESIGN), "propose_options"),
    (seen("what if we had twice the visitors?", DESIGN), "imagine_load"),
    (seen("what is the limit of Lambda?", DESIGN), "explain_design"),
    (seen("what about tagging?", DESIGN), "aws_search_knowledge"),
    (seen("build it", DESIGN), "plan_bundle"),
    (seen("Plan the bundle.", DESIGN), "plan_bundle"),
    (seen("make it cheaper by removing the alarms", DESIGN), "edit_design"),
    (seen("make it cheaper", DESIGN), "price_design"),
    (seen("what would it cost without the alarms?", DESIGN), "explain_design"),
    (seen("what if an availability zone fails?", DESIGN), "explain_design"),
    (seen("suppose we had only 40 dollars a month", DESIGN), "imagine_budget"),
    (seen("add a firewall and build the bundle", DESIGN), "edit_design"),
    (seen("add a firewall and build the bundle", DESIGN, EDITED, DESIGN), "plan_bundle"),
    (seen(SENTENCE, NO_DESIGN), "read_requirements"),
    (pressed("build"), "build_bundle"),
    (pressed("plan"), "plan_bundle"),
    (pressed("undo"), "undo_change"),
    (pressed("answer", a="sign-in", b="yes"), "answer_question"),
    (pressed("answer", done("answer_question", OPTIONS), a="sign-in", b="yes"), "propose_options"),
    (pressed("fix", a="s3-versioning", b="site"), "get_design"),
    (pressed("fix", DESIGN, a="s3-versioning", b="site"), "run_checks"),
    (pressed("fix", DESIGN, done("run_checks", FINDINGS), a="s3-versioning", b="site"), "edit_design"),
    (View(text="", first_message=False, verdict=Verdict(True, "opt_1")), "build_bundle"),  # noqa: FBT003  # the value itself
)
SAYINGS = (
    (first(SENTENCE, READ, PROPOSED), "**Lean** is the simplest that fits: USD 12.40 a month."),
    (first(SENTENCE, READ, PROPOSED), "Not used yet: 'paint it blue'."),
    (first(SENTENCE, READ, PROPOSED), "Costs at most USD 5.00 a month"),
    (first("blah", done("read_requirements", {"unused": ["blah"]})), "I did not understand 'blah'"),
    (first("hi"), "Tell me what the system does"),
    (first("deploy it to my account"), "never changes an AWS account"),
    (seen("add a firewall", DESIGN, EDITED), "Add a web firewall: done as revision 2."),
    (seen("add a firewall and paint it blue", DESIGN, EDITED), "I did not understand 'paint it blue'."),
    (seen("add a firewall", done("get_design", a_design(an_image_pipeline()))), "Nothing was changed."),
    (seen("remove the unicorn", DESIGN), "I do not find 'the unicorn'"),
    (seen("add a firewall and build the bundle", DESIGN, EDITED, DESIGN, done("plan_bundle", {})), "Add a web firewall: done as revision 2."),
    (seen("add a firewall and build the bundle", DESIGN, EDITED, DESIGN, done("plan_bundle", {})), "Approve it"),
    (seen("paint it blue and build the bundle", DESIGN, done("plan_bundle", {})), "I did not understand 'paint it blue'."),
    (seen("what's in the bundle?", DESIGN), "A bundle holds design.yaml"),
    (seen("don't remove the alarms", DESIGN), "Then that stays as it is. Nothing was changed."),
    (seen("should I add a firewall?", DESIGN, EXPLAINED), "It costs USD 12.40 a month.\n\n- Items: USD 9.00\n\nSay 'yes' and I do it: 'remove Items'."),
    (seen("undo", DESIGN, done("undo_change", RIPPLE)), "as revision 2: USD 12.40 → USD 12.40 a month."),
    (seen("undo", NO_DESIGN), "There is no design yet"),
    (seen("make it cheaper", DESIGN, done("price_design", PRICE)), "**USD 12.40 a month**"),
    (seen("suppose we had only 40 dollars a month", DESIGN, BUDGET), "USD 40.00 a month is not enough: this design costs **USD 52.40**"),
    (seen("make it more secure", DESIGN, done("run_checks", FINDINGS)), "1 finding, worst first"),
    (seen("make it more secure", DESIGN, done("run_checks", {"rules_run": 60})), "None of 60 rules"),
    (seen("compare", DESIGN, PROPOSED), "| Guarded | USD 30.00 |"),
    (seen("compare", DESIGN, done("propose_options", {"options": []})), "There is no design yet"),
    (seen("why is it built this way?", DESIGN), "It rests on these decisions:"),
    (seen("what about tagging?", DESIGN, done("aws_search_knowledge", KNOWLEDGE)), "[AWS](https://x)"),
    (seen("what about tagging?", DESIGN, done("aws_search_knowledge", {})), "I have nothing on that"),
    (seen("build it", DESIGN, done("plan_bundle", {})), "The plan stands beside the chat"),
    (seen("xyzzy", DESIGN), "I did not understand 'xyzzy', and changed nothing."),
    (seen("add a firewall", DESIGN, failed("edit_design", message="Nothing was changed. Bad.")), "Bad."),
    (seen("add a firewall", DESIGN, Done("edit_design", False, "no json")), "That did not work."),  # noqa: FBT003  # the value itself
    (pressed("fix", DESIGN, done("run_checks", {}), a="x", b="y"), "no ready fix"),
    (pressed("fix", DESIGN, done("run_checks", FINDINGS), EDITED, a="s3-versioning", b="site"), "Keep versions"),
    (pressed("build", done("build_bundle", {"artifact_id": "a", "files": 30})), "30 files, no errors"),
    (pressed("build", done("build_bundle", {"artifact_id": "a", "errors": 2})), "2 errors"),
    (pressed("build", done("build_bundle", {"artifact_id": "a", "left_out": "Terraform"})), "Your standards leave out: Terraform."),
    (seen("build it", DESIGN, done("plan_bundle", {"left_out": "Terraform"})), "Your standards leave out: Terraform."),
    (first(SENTENCE, READ, HELD), "Left out under your standards: Guarded (Web firewall)."),
    (seen("add a firewall", failed("get_design", code="TOOL_TIMED_OUT", message="Too slow.")), "Too slow."),
    (View(text="", first_message=False, verdict=Verdict(False, "opt_1")), "Nothing was built."),  # noqa: FBT003  # the value itself
)  # fmt: skip


@pytest.mark.parametrize(("view", "tool"), CALLS, ids=range(len(CALLS)))
def test_the_next_tool_is(view: View, tool: str) -> None:
    move = decide(view)

    assert isinstance(move, Call), move
    assert move.tool == tool


@pytest.mark.parametrize(("view", "words"), SAYINGS, ids=range(len(SAYINGS)))
def test_the_answer_says_it_in_few_words_without_a_greeting(view: View, words: str) -> None:
    move = decide(view)

    assert isinstance(move, Say), move
    assert words in move.text
    assert len(move.text.split()) <= 120
    assert all(one != two for one, two in pairwise(move.text.split("\n\n")))
    assert not move.text.lower().startswith(("hi", "hello", "sure", "great", "of course"))


def test_an_edit_names_the_option_the_edits_and_what_it_is() -> None:
    move = decide(seen("add a firewall", DESIGN))

    assert isinstance(move, Call)
    assert move.arguments["option_id"] == "opt_1"
    assert move.arguments["note"] == "Add a web firewall"
    assert [e["op"] for e in move.arguments["edits"] if isinstance(e, dict)] == ["add_component", "connect"]  # type: ignore[union-attr]  # a list of edits


@pytest.mark.parametrize("selected", [(), ("items",), ("items", "api")])
def test_only_one_selected_component_is_meant_by_it(selected: tuple[str, ...]) -> None:
    move = decide(seen("remove it", DESIGN, selected=selected))

    assert isinstance(move, Call) == (len(selected) == 1)


def test_a_component_that_is_named_wins_over_the_selected_one() -> None:
    move = decide(seen("remove the site files", DESIGN, selected=("items",)))

    assert isinstance(move, Call)
    assert move.arguments["edits"] == [{"op": "remove_component", "id": "site"}]


def test_a_question_about_the_selected_component_stays_a_question() -> None:
    move = decide(seen("should I remove it?", DESIGN, selected=("items",)))

    assert isinstance(move, Call)
    assert move.tool == "aws_search_knowledge"


@pytest.mark.parametrize(
    "text", ["x" * 20_000, "a firewall? " * 1_000, "\x00\x07", "[Selected components: x]"]
)
def test_any_text_gets_a_move(text: str) -> None:
    move = decide(seen(text, DESIGN))

    assert isinstance(move, Call) or len(move.text.split()) <= 120


def test_the_greeting_is_a_request_for_the_goal() -> None:
    assert decide(first("hello")) == Say(wording.GREETING)


UNDONE = done("undo_change", {**RIPPLE, "what": "Add a web firewall"})
STATED: Plain = {
    "stated": [
        {"id": "budget", "kind": "budget", "value": 90, "statement": "Costs at most USD 90.00 a month", "quote": "at most $90"},
        {"id": "without-redis", "kind": "exclusion", "value": "elasticache_cache", "statement": "Does without redis", "quote": "no redis"},
    ]
}  # fmt: skip
HELD_TO = done("get_design", {**a_design(), **STATED})
CHEAPER = done("edit_requirements", OPTIONS)


def test_several_things_are_done_in_order_and_each_is_reported() -> None:
    text = "add a firewall. We expect 4 million requests a month."
    steps = (
        (DESIGN,),
        (DESIGN, EDITED),
        (DESIGN, EDITED, DESIGN),
        (DESIGN, EDITED, DESIGN, READ),
        (DESIGN, EDITED, DESIGN, READ, PROPOSED),
    )
    moves = [decide(seen(text, *steps[n])) for n in range(len(steps))]

    assert [m.tool for m in moves if isinstance(m, Call)] == [
        "edit_design", "get_design", "read_requirements", "propose_options",
    ]  # fmt: skip
    last = moves[-1]
    assert isinstance(last, Say)
    assert "Add a web firewall: done as revision 2." in last.text
    assert "Noted: Answers API calls." in last.text
    assert len(last.text.split()) <= 120


def test_two_steps_back_are_two_calls_and_one_report() -> None:
    first = decide(seen("undo the last two changes", DESIGN))
    second = decide(seen("undo the last two changes", DESIGN, UNDONE))
    report = decide(seen("undo the last two changes", DESIGN, UNDONE, UNDONE))

    assert isinstance(first, Call)
    assert isinstance(second, Call)
    assert first.tool == second.tool == "undo_change"
    assert isinstance(report, Say)
    assert report.text.startswith("Undone: Add a web firewall. The design is back as it was then")


def test_a_part_that_fails_does_not_keep_the_next_from_being_done() -> None:
    failure = failed("edit_design", message="Nothing was changed. Bad.")
    after = decide(seen("add a firewall. Then plan the bundle", DESIGN, failure, DESIGN))

    assert isinstance(after, Call)
    assert after.tool == "plan_bundle"


def test_what_was_ruled_out_is_named_before_it_is_done_and_done_on_a_yes() -> None:
    asked = decide(seen("add a Redis cache", HELD_TO))
    assert isinstance(asked, Say)
    assert "'no redis'" in asked.text

    agreed = View(text="yes", first_message=False, before="add a Redis cache", answered=asked.text, done=(HELD_TO,), tools=TOOLS)  # fmt: skip
    move = decide(agreed)

    assert isinstance(move, Call)
    assert move.tool == "edit_design"


def test_a_requirement_that_is_taken_back_is_named_with_its_words() -> None:
    move = decide(seen("forget the budget", HELD_TO))
    report = decide(seen("forget the budget", HELD_TO, CHEAPER))

    assert isinstance(move, Call)
    assert move.arguments == {"edits": [{"op": "remove_requirement", "id": "budget"}]}
    assert isinstance(report, Say)
    assert "'at most $90' (budget: costs at most USD 90.00 a month)" in report.text


def test_who_accepts_is_told_what_it_is_and_offered_its_files() -> None:
    chosen = done("choose_option", {"name": "Lean", "idea": "Small.", "monthly_cost": MONEY})
    move = decide(seen("that's the one, we accept it", DESIGN))
    report = decide(seen("that's the one, we accept it", DESIGN, chosen))

    assert isinstance(move, Call)
    assert move.tool == "choose_option"
    assert isinstance(report, Say)
    assert report.text == reports.accepted(Chosen(name="Lean", monthly_cost=Amount(amount="12.40")))
    assert "Say 'yes' and I do it: 'build the bundle'." in report.text
