"""design.yaml: what is written is read back exactly, and what cannot be read says where and why."""

import subprocess
import sys
from decimal import Decimal

import pytest
import yaml
from hypothesis import example, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from builders.computed import a_golden
from builders.designs import designs
from builders.edits import vocabulary
from cloudwright.design.intake.read import read as read_words
from cloudwright.design.model.apply import apply
from cloudwright.design.model.architecture import Architecture
from cloudwright.design.model.brief import Brief
from cloudwright.design.model.document import MAXIMUM_BYTES, Document, read, read_bytes, write
from cloudwright.design.model.errors import DesignUnreadable, EditRejected, Problem

NAMES = ("web-app", "web-app-guarded", "image-pipeline")
FEW = examples(max_examples=25)
HEAD = "cloudwright: 1\narchitecture:\n  name: a\n  title: A\n  region: eu-west-1\n"
HASH_IT = (
    "import sys; sys.path.insert(0, 'tests'); from builders.computed import a_golden; "
    "print(a_golden('image-pipeline').architecture.content_hash())"
)


def faults(text: str) -> tuple[Problem, ...]:
    with pytest.raises(DesignUnreadable) as caught:
        read(text)
    assert caught.value.code == "DESIGN_UNREADABLE"
    assert all(p.hint for p in caught.value.problems)
    return caught.value.problems


@FEW
@given(designs())
def test_a_design_is_read_back_exactly(design: Architecture) -> None:
    document = Document(architecture=design.canonical())

    assert read(write(document)) == document
    assert read(write(document)).architecture.content_hash() == design.content_hash()


@FEW
@example(goal="one\x85two", title="\x85three\u2028four")
@given(st.text(max_size=300), st.text(min_size=1, max_size=60).filter(str.strip))
def test_any_words_survive_the_file(goal: str, title: str) -> None:
    base = a_golden("web-app")
    document = Document(
        architecture=base.architecture.model_copy(update={"title": title.strip()}).canonical(),
        brief=read_words(f"A website with an API. {goal}", Brief()),
    )

    assert read(write(document)) == document


@pytest.mark.parametrize("name", NAMES)
def test_writing_what_was_read_gives_the_same_bytes(name: str) -> None:
    text = write(a_golden(name))

    assert write(read(text)) == text


def test_a_file_leaves_out_what_equals_the_default() -> None:
    text = write(a_golden("web-app"))

    assert "existing: false" not in text
    assert "boundary" not in text


def test_the_hash_is_the_same_in_another_process_with_another_hash_seed() -> None:
    hashes = {
        subprocess.run(
            [sys.executable, "-c", HASH_IT],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": "backend", "TZ": "Asia/Tokyo", "LC_ALL": "C"},
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        ).stdout.strip()
        for seed in ("1", "4242")
    }

    assert hashes == {a_golden("image-pipeline").architecture.content_hash()}


def test_an_alias_is_refused() -> None:
    bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"

    assert "aliases" in faults(bomb)[0].hint


def test_a_key_given_twice_is_refused_with_its_line() -> None:
    (problem,) = faults(HEAD + "  region: us-east-1\n")

    assert problem.hint == "'region' is given twice"
    assert problem.path.startswith("line ")


def test_a_mapping_with_very_many_keys_is_refused_in_linear_work() -> None:
    many = "".join(f"k{i}: 1\n" for i in range(30_000))

    assert {p.rule for p in faults(many)} >= {"extra_forbidden", "missing"}


def test_a_file_over_a_megabyte_is_refused_with_its_size() -> None:
    (problem,) = faults("#" * (MAXIMUM_BYTES + 1))

    assert (problem.rule, problem.got) == ("at_most_bytes", MAXIMUM_BYTES + 1)


def test_text_that_is_not_utf8_is_refused_with_the_byte() -> None:
    with pytest.raises(DesignUnreadable) as caught:
        read_bytes(b"title: caf\xe9\n")

    assert caught.value.problems[0].path == "byte 11"


def test_a_lone_surrogate_is_refused() -> None:
    assert faults("title: \ud800\n")


@pytest.mark.parametrize(
    ("text", "path", "said"),
    [
        ("", "", "valid dictionary"),
        ("[]", "", "valid dictionary"),
        ("just words", "", "valid dictionary"),
        ("a: [", "line", "expected"),
        ("a: !!python/object/apply:os.system [ls]", "line", "could not determine a constructor"),
        ("[" * 5_000, "", ""),
        ("cloudwright: 2\narchitecture: {}", "cloudwright", "Input should be 1"),
        ("cloudwright: 1", "architecture", "required"),
        (HEAD + "  colour: red\n", "architecture.colour", "not permitted"),
        (HEAD.replace("eu-west-1", "mars-1"), "architecture.region", "Input should be"),
        (HEAD.replace("name: a", "name: Not A Name"), "architecture.name", "pattern"),
        (HEAD + "  components: {a: b}\n", "architecture.components", "valid tuple"),
        (HEAD + "  components: [{id: x, kind: 7, title: X}]\n", "architecture.components.0.kind", "string"),
        (
            HEAD
            + "  components: [{id: x, kind: sqs_queue, title: X}, {id: x, kind: sqs_queue, title: Y}]\n",
            "architecture",
            "component 'x' appears more than once",
        ),
        (
            HEAD + "  connections: [{source: x, verb: reads, target: y}]\n",
            "architecture",
            "unknown component 'x'",
        ),
        (
            HEAD
            + "  boundaries:\n  - {id: p, type: vpc, title: P, parent: q}\n"
            + "  - {id: q, type: vpc, title: Q, parent: p}\n",
            "architecture",
            "boundary 'p' contains itself",
        ),
        (HEAD + "  assumptions: {requests_per_month: .nan}\n", "architecture.assumptions", "finite"),
        (HEAD + "  assumptions: {requests_per_month: -5}\n", "architecture.assumptions", "greater than"),
        (HEAD + "  assumptions: {requests_per_month: 1.0e+300}\n", "architecture.assumptions", "between"),
        (
            HEAD + "  components: [{id: x, kind: sqs_queue, title: X, properties: {delay_seconds: .nan}}]\n",
            "architecture.components.0.properties",
            "finite",
        ),
    ],
)  # fmt: skip
def test_what_is_no_design_says_where_and_why(text: str, path: str, said: str) -> None:
    problems = faults(text)

    assert any(p.path.startswith(path) and said in p.hint for p in problems), problems


def test_each_fault_is_a_problem_of_its_own() -> None:
    problems = faults(HEAD + "  connections: [{source: x, verb: reads, target: y}]\n")

    assert [p.hint for p in problems] == [
        "connection 'x.reads.y' names the unknown component 'x'",
        "connection 'x.reads.y' names the unknown component 'y'",
    ]


def test_an_unknown_kind_in_a_file_is_refused_by_the_catalogue() -> None:
    document = read(HEAD + "  components: [{id: x, kind: lambda, title: X}]\n")

    with pytest.raises(EditRejected) as caught:
        apply(document.architecture, (), vocabulary())

    assert caught.value.problems[0].path.startswith("components.x")


def test_numbers_of_a_file_keep_their_digits() -> None:
    document = read(HEAD + "  assumptions: {requests_per_month: 1000000, share: 0.1}\n")

    assert document.architecture.assumptions == {
        "requests_per_month": Decimal(1_000_000),
        "share": Decimal("0.1"),
    }
    assert yaml.safe_load(write(document))["architecture"]["assumptions"]["share"] == "0.1"
