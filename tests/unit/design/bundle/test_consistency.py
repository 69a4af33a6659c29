"""The independent reader of bundles: it is content with what we write, and sees anything taken away."""

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings

from builders.bundles import bundle_files
from builders.damage import Damage, every_damage
from builders.designs import designs
from builders.edge_designs import a_component, a_connection, a_design
from builders.golden import NAMES, fewest_goldens, golden_document
from builders.whole_designs import whole_designs
from cloudwright.design.bundle.consistency.report import ConsistencyReport, consistency
from cloudwright.design.bundle.files import BundleFile
from cloudwright.design.bundle.parts import Part
from cloudwright.design.model.architecture import Architecture
from cloudwright.design.model.brief import Brief, Requirement, RequirementKind
from cloudwright.design.model.document import Document

_FULL = os.environ.get("CLOUDWRIGHT_FULL_PROOF") == "1"
_BRIEF = Brief(
    requirements=(
        Requirement(
            id="budget",
            kind=RequirementKind.BUDGET,
            statement="Costs at most €200 a month",
            value=200,
            unit="EUR/month",
        ),
    )
)
_READ = NAMES if _FULL else [each.name for each in fewest_goldens()]  # every kind is met
_PATIENCE = pytest.mark.timeout(3_000 if _FULL else 120)  # each file loses each of its parts in turn
_UNREAD = (".png", ".example", "Makefile", ".checkov.yaml")


@cache
def golden_files(name: str) -> Mapping[str, bytes]:
    return bundle_files(golden_document(name))


def judged(files: Mapping[str, bytes]) -> ConsistencyReport:
    return consistency(BundleFile(path, content) for path, content in files.items())


def unseen(damage: Damage) -> str:
    """Return what is wrong with the verdict on a damaged bundle, or nothing."""
    report = judged(damage.files)
    named = [d for d in report.differences if d.file == damage.path or damage.path.startswith(f"{d.file}/")]
    if report.consistent:
        return f"{damage}: not seen"
    if damage.what != "everything" and not named:
        return f"{damage}: the file is not named in {report.differences}"
    if damage.element_id and damage.element_id not in {d.element_id for d in report.differences}:
        return f"{damage}: {damage.element_id} is not named in {report.differences}"
    return ""


def one_of_each_file(damages: Sequence[Damage], *, turn: int) -> Sequence[Damage]:
    """Return one damage of each file, and with another turn another one."""
    by_path: dict[str, list[Damage]] = {}
    for damage in damages:
        by_path.setdefault(damage.path, []).append(damage)
    return [of_file[turn % len(of_file)] for of_file in by_path.values()]


@pytest.mark.parametrize("name", _READ)
def test_golden_bundles_are_consistent(name: str) -> None:
    assert judged(golden_files(name)).differences == ()


@_PATIENCE
@pytest.mark.parametrize("name", _READ)
def test_anything_taken_out_of_any_file_is_seen_and_named(name: str) -> None:
    everything = [d for d in every_damage(golden_files(name)) if not d.path.endswith(_UNREAD)]
    damages = everything if _FULL else one_of_each_file(everything, turn=NAMES.index(name))

    assert len(damages) > 30
    assert [problem for problem in map(unseen, damages) if problem] == []


@pytest.mark.parametrize("part", Part)
def test_a_bundle_without_a_part_is_consistent(part: Part) -> None:
    files = bundle_files(golden_document("web-app"), parts=frozenset(Part) - {part})

    assert judged(files).differences == ()


def test_a_file_that_cannot_be_read_is_named() -> None:
    files = {
        **golden_files("web-app"),
        "diagrams/network.svg": b"<svg",
        "terraform/prod/api.tf": b"resource {",
    }

    report = judged(files)

    assert {d.file for d in report.verdicts[0].differences} == {
        "diagrams/network.svg",
        "terraform/prod/api.tf",
    }


def test_a_changed_amount_is_seen() -> None:
    files = dict(golden_files("web-app"))
    text = files["README.md"].decode()
    row = next(line for line in text.splitlines() if line.startswith("| `alerts` |"))
    files["README.md"] = text.replace(row, re.sub(r"USD [\d.]+", "USD 99.00", row)).encode()

    assert ("README.md", "alerts") in {(d.file, d.element_id) for d in judged(files).differences}


@_PATIENCE
@settings(
    max_examples=100 if _FULL else 5,
    derandomize=not _FULL,
    suppress_health_check=list(HealthCheck),
)
@given(designs())
def test_random_bundles_are_consistent_until_something_is_taken_out(architecture: Architecture) -> None:
    files = bundle_files(Document(architecture=architecture, brief=_BRIEF))

    assert judged(files).differences == ()
    damages = [d for d in every_damage(files) if not d.path.endswith(_UNREAD)]
    assert [problem for problem in map(unseen, damages[:: max(1, len(damages) // 8)]) if problem] == []


@_PATIENCE
@settings(
    max_examples=100 if _FULL else 3,
    derandomize=not _FULL,
    suppress_health_check=list(HealthCheck),
)
@given(whole_designs())
def test_random_bundles_with_an_edge_are_consistent(architecture: Architecture) -> None:
    assert judged(bundle_files(Document(architecture=architecture, brief=_BRIEF))).differences == ()


@cache
def stacked_files() -> Mapping[str, bytes]:
    """A bundle whose network diagram cannot show each component by itself."""
    functions = [a_component(f"worker-{number}", "lambda_function") for number in range(70)]
    others = [a_component("items", "dynamodb_table"), a_component("stack-items", "sqs_queue")]
    writes = [a_connection(f"{function.id} writes items") for function in functions[:3]]
    architecture = a_design([*functions, *others], writes)
    return bundle_files(Document(architecture=architecture), parts=frozenset({Part.DIAGRAMS}))


def test_a_bundle_with_stacks_in_its_diagram_is_consistent() -> None:
    files = stacked_files()

    assert judged(files).differences == ()
    assert b'data-element="worker-0 worker-1 ' in files["diagrams/network.svg"]


@pytest.mark.parametrize("suffix", ["svg", "drawio", "mmd"])
def test_a_stack_taken_out_of_a_diagram_is_seen_and_its_members_are_named(suffix: str) -> None:
    path = f"diagrams/network.{suffix}"
    alone = every_damage({path: stacked_files()[path]})
    cuts = [d for d in alone if d.what != "everything"]
    damages = [replace(d, files={**stacked_files(), **d.files}) for d in cuts]

    assert any(d.element_id == "worker-0" for d in damages)
    assert [problem for problem in map(unseen, damages) if problem] == []


@pytest.mark.parametrize("suffix", ["svg", "drawio", "mmd"])
def test_a_member_that_a_stack_does_not_name_is_seen(suffix: str) -> None:
    path = f"diagrams/network.{suffix}"
    cut = stacked_files()[path].replace(b" worker-33 ", b" ")

    report = judged({**stacked_files(), path: cut})

    assert ("worker-33", path) in {(d.element_id, d.file) for d in report.differences}


def test_a_secret_that_stands_in_a_file_is_seen() -> None:
    path = "terraform/prod/terraform.tfvars"
    files = dict(golden_files("fargate-web"))
    files[path] += b'balancer_origin_secret = "aRandomWordOf32LettersAndDigits00"\n'

    assert ("gives balancer_origin_secret a value, which is a secret", path) in {
        (d.message, d.file) for d in judged(files).differences
    }


def test_the_order_of_files_does_not_matter() -> None:
    files = golden_files("web-app")

    assert judged(files) == judged({path: files[path] for path in sorted(files, reverse=True)})
