"""A long drawing winds: its columns turn back at the edge of the sheet."""

from itertools import pairwise

from builders.diagrams import LOOKS, a_component, a_connection, an_architecture, annotations
from cloudwright.design.diagram.drawing import View
from cloudwright.design.diagram.folding import depth, folded
from cloudwright.design.diagram.ports import ElkGraph
from cloudwright.design.diagram.scene import scene


def a_chain(length: int, *extra: str) -> ElkGraph:
    ids = [f"step-{number}" for number in range(length)]
    calls = [f"{a} invokes {b}" for a, b in pairwise(ids)]
    design = an_architecture(
        tuple(a_component(i, "lambda_function") for i in ids), tuple(map(a_connection, (*calls, *extra)))
    )
    return scene(design, View.FLOW, kinds=LOOKS, annotations=annotations(design)).graph


def columns_of(graph: ElkGraph) -> list[int | None]:
    """Return the columns of the components, counted without those of labels."""
    nodes = [node for node in graph.groups[0].nodes if node.id.startswith("step-")]
    found = sorted(nodes, key=lambda node: node.id)
    return [None if node.column is None else node.column // 2 for node in found]


def test_the_path_turns_at_the_last_column_and_again_at_the_first() -> None:
    assert columns_of(folded(a_chain(8), 3)) == [0, 1, 2, 1, 0, 1, 2, 1]


def test_what_fits_is_left_to_the_layout() -> None:
    assert set(columns_of(folded(a_chain(4), 4))) == {None}


def test_a_way_back_makes_a_chain_no_longer() -> None:
    assert depth(a_chain(5)) == depth(a_chain(5, "step-4 reads step-1")) == 5


def test_every_label_stands_in_the_column_before_the_end_of_its_line() -> None:
    nodes = {node.id: node.column for node in folded(a_chain(5), 3).groups[0].nodes}
    assert nodes["label:step-1.invokes.step-2"] == 3
    assert nodes["label:step-2.invokes.step-3"] == 3
    assert nodes["label:step-3.invokes.step-4"] == 1
