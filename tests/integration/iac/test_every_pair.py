"""Every connection that the catalogue allows is drawn on purpose, among others, and judged by the tools."""

import json
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache

import pytest
from cfnlint.rules import Rules
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from builders.bundles import bundle_files
from builders.paired_designs import designs_around
from builders.pairs import Pair, every_pair, fewest_pairs, in_groups, kinds_without_pairs, pairs_of
from cloudwright.adapters.lint import engine
from cloudwright.design.blueprint.graph import Blueprint
from cloudwright.design.bundle.consistency.report import consistency
from cloudwright.design.bundle.files import BundleFile
from cloudwright.design.catalog import registry
from cloudwright.design.emit.cloudformation.template import template
from cloudwright.design.emit.terraform.emitter import emit
from cloudwright.design.emit.terraform.schema import check
from cloudwright.design.facts.load import load_facts
from cloudwright.design.lowering.lower import lower
from cloudwright.design.model.architecture import Architecture, Environment
from cloudwright.design.model.document import Document

_FULL = os.environ.get("CLOUDWRIGHT_FULL_PROOF") == "1"
_TIMES = 20 if _FULL else 1
_GROUPS = tuple(in_groups(every_pair(), most=10) if _FULL else in_groups(fewest_pairs(), most=8))
_BUNDLED = 4  # of so many designs one is bundled whole, which takes long; of the sample none is
_MOST_BESIDE = 8

pytestmark = pytest.mark.timeout(900)


@cache
def _rules() -> Rules:
    return engine.load_rules()


_drawn = settings(
    max_examples=_TIMES,
    derandomize=not _FULL,
    database=None,
    phases=(Phase.generate,),  # to shrink a design would take the tools many minutes
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.parametrize("group", _GROUPS, ids=lambda group: str(group[0]).replace(" ", "-"))
def test_designs_with_each_pair_compile_to_what_the_tools_accept(
    group: Sequence[Pair], record_property: Callable[[str, object], None]
) -> None:
    met: Counter[str] = Counter()

    @_drawn
    @given(
        architecture=designs_around(group, also=kinds_without_pairs()),
        environment=st.sampled_from(Environment),
    )
    def judged(architecture: Architecture, environment: Environment) -> None:
        blueprint = lower(architecture, environment, load_facts())
        assert check(emit(blueprint)) == ()
        assert _complaints(blueprint) == []
        if _FULL and met["designs"] % _BUNDLED == 0:
            assert _differences(architecture) == ()
        met.update(_met(architecture))

    judged()

    record_property("met", dict(met))
    rare = {str(pair): met[str(pair)] for pair in group if met[str(pair)] < _TIMES}
    assert rare == {}


@pytest.mark.parametrize("kind", [kind.id for kind in registry.kinds().values() if kind.may_exist])
def test_designs_around_what_exists_already_compile_to_what_the_tools_accept(
    kind: str, record_property: Callable[[str, object], None]
) -> None:
    beside = kind if any(kind in pair.ends for pair in every_pair()) else "fargate_service"
    pairs = [pair for pair in every_pair() if beside in pair.ends][:_MOST_BESIDE]
    met: Counter[str] = Counter()

    @_drawn
    @given(architecture=designs_around(pairs, existing=kind), environment=st.sampled_from(Environment))
    def judged(architecture: Architecture, environment: Environment) -> None:
        blueprint = lower(architecture, environment, load_facts())
        assert check(emit(blueprint)) == ()
        assert not _FULL or _complaints(blueprint) == []
        met.update(_met(architecture))

    judged()

    record_property("met", dict(met))
    assert met[f"existing {kind}"] >= _TIMES


def test_the_groups_leave_no_pair_and_no_kind_out() -> None:
    drawn = {pair for group in _GROUPS for pair in group}
    kinds = {kind for pair in drawn for kind in pair.ends} | set(kinds_without_pairs())

    assert kinds == set(registry.kinds())
    assert drawn == set(every_pair()) or not _FULL


def _met(architecture: Architecture) -> Iterator[str]:
    """Yield what the histogram counts: the design, each of its kinds once, and each connection."""
    yield "designs"
    yield from {component.kind for component in architecture.components}
    yield from {f"existing {component.kind}" for component in architecture.components if component.existing}
    yield from map(str, pairs_of(architecture))


def _complaints(blueprint: Blueprint) -> list[tuple[str, str, object]]:
    return [
        (match["rule_id"], match["message"], match["path"])
        for stack in blueprint.stacks
        for match in engine.lint(
            _rules(),
            stack.value,
            text=json.dumps(template(blueprint, stack)),
            region=blueprint.stack_region(stack),
        )
    ]


def _differences(architecture: Architecture) -> Sequence[object]:
    files = bundle_files(Document(architecture=architecture))
    return consistency(BundleFile(path, content) for path, content in files.items()).differences
