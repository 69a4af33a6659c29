"""What is said about a text that cannot be saved, and where."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.bars import FULL
from cloudwright.gateway.policy.lexing import MOST_CHARACTERS, MOST_DEPTH, MOST_RULES, statements
from cloudwright.gateway.policy.reading import problems
from cloudwright.gateway.policy.rules import PolicySet, PolicyUnreadable
from cloudwright.gateway.policy.vocabulary import CONTEXT, DEFAULT, OPTIONAL, SCHEMA

HEAD = "permit (principal, action, resource)"
GOOD = f"{HEAD};"


@pytest.mark.parametrize(
    ("text", "line", "column", "message", "hint"),
    [
        ("", 1, 1, "no rule", "forbid (principal, action, resource);"),
        ("// nothing yet\n", 1, 1, "no rule", "forbid"),
        (f"{GOOD}\n{HEAD}", 2, 36, "end of input", "semicolon"),
        (f"{GOOD}\n\nallow (principal, action, resource);", 3, 1, "effect: allow", "permit or forbid"),
        (f"{GOOD}\n{HEAD}\nwhen {{\n  context.hour > }};", 4, 19, "unexpected token `}`", "semicolon"),
        (f'{HEAD} when {{\n  context.regio == "x" }};', 2, 11, "attribute `regio`", "Did you mean region?"),
        (f"{HEAD} when {{ context.max_tokens < 3 }};", 1, 53, "optional attribute", "context has max_tokens"),
        ('permit (principal == Applicaton::"x", action, resource);', 1, 22, "Applicaton", "Application?"),
        (f'{HEAD} when {{ principal.role == "admin" }};', 1, 55, "`role`", "principal is Person &&"),
        (f'{GOOD}\npermit (principal,\n action == Action::"cal", resource);', 3, 20, "action", '::"stream"'),
        (f'{HEAD} when {{ context.hour == "nine" }};', 1, 1, "not compatible", "double quotes"),
        (f'{HEAD} when {{ context.region == "eu }};', 1, 63, "does not end", "quotation mark"),
        (f'{HEAD} when {{ context.tools.any("x") }};', 1, 59, "not a valid method", "containsAny"),
        ("permit (principal == ?principal, action, resource);", 1, 1, "nothing fills", "Application"),
        (f'@id("a") {GOOD}\n@id("a") {GOOD}', 2, 1, 'line 1 has the id "a"', "id of its own"),
        (f'@id("a") @id("b") {GOOD}', 1, 1, "duplicate annotation", "Keep one"),
        (f'@max_token("9") {GOOD}', 1, 1, "no annotation @max_token", "Did you mean max_tokens?"),
        (f'@max_tokens("many") {GOOD}', 1, 1, "number above 0", '@max_tokens("4096")'),
        (f'@max_tokens("0") {GOOD}', 1, 1, "number above 0", '@max_tokens("4096")'),
        (f'@profile("") {GOOD}', 1, 1, "@profile says nothing", '@profile("...")'),
        ('@profile("a") forbid (principal, action, resource);', 1, 1, "does not permit", "On permit"),
        (f'@advice("a") {GOOD}', 1, 1, "does not forbid", "On forbid"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place_and_what_to_write(
    *, text: str, line: int, column: int, message: str, hint: str
) -> None:
    (problem,) = problems(text)

    assert (problem.line, message in problem.message, hint in problem.hint) == (line, True, True), problem
    assert problem.column == column
    with pytest.raises(PolicyUnreadable, match=f"line {line}"):
        PolicySet.parse(text)


def test_every_rule_that_is_wrong_is_told_by_line() -> None:
    text = f"allow (principal);\n{GOOD}\n{HEAD} when {{ }};\n{HEAD} when true;\n"

    assert [each.line for each in problems(text)] == [1, 3, 4]


def test_one_mistake_is_told_once_for_all_actions() -> None:
    assert len(problems(f'{HEAD} when {{ context.regio == "x" }};')) == 1


@pytest.mark.parametrize(
    "deep",
    [
        lambda n: "(" * n + "true" + ")" * n,
        lambda n: "[" * n + "1" + "]" * n + ".contains(1)",
        lambda n: " && ".join(["true"] * (n + 1)),
        lambda n: "+".join(["1"] * (n + 1)) + " == 1",
        lambda n: "if true then true else " * n + "true",
        lambda n: "context" + ".a" * n,
        lambda n: "context has a" + ".a" * n,
        lambda n: "-" * n + "1 == 1",
        lambda n: "!" * n + "true",
        lambda n: 'context.region like "' + "*a" * n + '"',
        lambda n: "{a:" * n + "1" + "}" * n + ".a == 1",
    ],
)  # fmt: skip
def test_a_text_that_would_end_the_engine_never_reaches_it(deep: Callable[[int], str]) -> None:
    heavy, light = (f"{HEAD} when {{ {deep(n)} }};" for n in (20_000, MOST_DEPTH // 2))

    assert [each.message for each in problems(heavy[:MOST_CHARACTERS])] == [
        "this rule asks for too much at once"
    ]
    assert all(each.line == 1 for each in problems(light))


def test_long_flat_lists_of_models_are_fine() -> None:
    models = ", ".join(f'Model::"model-{n}"' for n in range(1500))

    assert not problems(f"{HEAD} when {{ [{models}].contains(resource) }};")


def test_texts_and_numbers_of_rules_have_an_end() -> None:
    assert "longer than" in problems("x" * (MOST_CHARACTERS + 1))[0].message
    assert not problems(GOOD * MOST_RULES)
    assert "more than 500 rules" in problems(GOOD * (MOST_RULES + 1))[0].message


@settings(max_examples=400 if FULL else 60, deadline=None)
@given(st.text(alphabet='permit(principal,action,resource);{}@"\\/\n when context.has=&|!?0é', max_size=120))
def test_any_text_is_read_or_told_why_not(text: str) -> None:
    found = problems(text)

    assert all(1 <= each.line <= text.count("\n") + 1 and each.hint for each in found)
    if not found:
        assert PolicySet.parse(text).rules


def test_comments_and_texts_with_semicolons_end_no_rule() -> None:
    condition = 'when { context.region != ";\\";" };'
    text = f'// a; b "c\n@note("one; two // three") {HEAD} // when; "\n{condition}{GOOD}'

    assert len(statements(text)) == 2
    assert [rule.name for rule in PolicySet.parse(text).rules] == ["line 2", "line 3"]


def test_the_words_of_circumstances_are_those_of_the_schema() -> None:
    inside = SCHEMA.split("type Circumstances = {")[1].split("};")[0]
    words = re.findall(r"(\w+)(\??):", inside)

    assert {word for word, _ in words} == set(CONTEXT)
    assert {word for word, optional in words if optional} == OPTIONAL


def test_the_default_can_be_saved() -> None:
    assert not problems(DEFAULT)
