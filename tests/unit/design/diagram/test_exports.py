"""SVG, PNG, draw.io and Mermaid say the same as the drawing and are well formed."""

import re
import struct
from xml.etree import ElementTree as ET

import pytest

from builders.diagrams import (
    LOOKS,
    a_component,
    a_connection,
    a_guarded_web_app,
    an_architecture,
    an_image_pipeline,
    annotations,
)
from builders.layouts import in_a_row
from cloudwright.design.diagram.drawing import Drawing, View
from cloudwright.design.diagram.exports.drawio import drawio
from cloudwright.design.diagram.exports.mermaid import mermaid
from cloudwright.design.diagram.exports.png import png
from cloudwright.design.diagram.exports.svg import svg, thumbnail
from cloudwright.design.diagram.marks.theme import Theme
from cloudwright.design.diagram.positions import drawing
from cloudwright.design.diagram.scene import scene
from cloudwright.design.model.architecture import Architecture, Boundary, SubnetTier

SVG = "{http://www.w3.org/2000/svg}"
HATCHING = Theme.LIGHT.palette.hatching


def drawn(architecture: Architecture, view: View = View.FLOW) -> Drawing:
    sketch = scene(architecture, view, kinds=LOOKS, annotations=annotations(architecture))
    return drawing(sketch, in_a_row(sketch.graph))


def a_hostile_design() -> Architecture:
    title = '"><script>&alert(1)</script> #`x`'
    return an_architecture(
        (a_component("people", "external_actor", title=title), a_component("api", "http_api", title=title)),
        (a_connection("people requests api", sentence="A <b>bold</b> & 'quoted' sentence."),),
    )


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("view", View)
def test_svg_is_one_self_contained_picture_with_a_name_and_a_description(view: View, theme: Theme) -> None:
    root = ET.fromstring(svg(drawn(a_guarded_web_app(), view), theme))  # noqa: S314  our own output
    assert root.get("role") == "img"
    assert root.get("aria-label") == "Sample system"
    assert root.findtext(f"{SVG}title") == "Sample system"
    assert "Visitors" in (root.findtext(f"{SVG}desc") or "")
    assert not [element for element in root.iter() if "href" in element.attrib]
    icons = [element for element in root.iter(f"{SVG}svg") if element.get("viewBox") == "0 0 64 64"]
    assert icons


def test_svg_shows_title_cost_findings_and_steps() -> None:
    words = " ".join(ET.fromstring(svg(drawn(a_guarded_web_app()), Theme.LIGHT)).itertext())  # noqa: S314  our own
    for expected in (
        "Items",
        "Amazon DynamoDB",
        "$0.25",
        "high +1",
        "reads, writes",
        "r7",
        "2026-11-21",
    ):
        assert expected in words
    assert "Requests from Visitors reach Cdn." in words


def test_text_from_the_design_never_becomes_markup() -> None:
    design = drawn(a_hostile_design())
    picture = svg(design, Theme.LIGHT)
    ET.fromstring(picture)  # noqa: S314  our own output
    assert "<script" not in picture
    table = ET.fromstring(drawio(design))  # noqa: S314  our own output
    values = [cell.get("value", "") for cell in table.iter("mxCell")]
    assert any("&lt;script&gt;" in value for value in values)
    assert not any("<script" in value for value in values)
    chart = mermaid(design)
    assert "<script" not in chart
    assert "`" not in chart


def test_a_thumbnail_has_neither_steps_nor_title_block() -> None:
    design = drawn(a_guarded_web_app())
    root = ET.fromstring(thumbnail(design, Theme.DARK))  # noqa: S314  our own output
    words = " ".join(text.text or "" for text in root.iter(f"{SVG}text"))
    assert "Revision" not in words
    assert "Requests from" not in words
    assert (root.get("width"), root.get("height")) == (f"{design.width:g}", f"{design.height:g}")


def test_png_has_twice_the_size_of_the_svg() -> None:
    picture = svg(drawn(a_guarded_web_app()), Theme.LIGHT)
    root = ET.fromstring(picture)  # noqa: S314  our own output
    width, height = struct.unpack(">II", png(picture)[16:24])
    assert abs(width - 2 * float(root.get("width", "0"))) <= 1
    assert abs(height - 2 * float(root.get("height", "0"))) <= 1


def test_png_of_something_else_is_an_error() -> None:
    with pytest.raises(ValueError, match=r".+"):
        png("no picture")


def test_drawio_keeps_places_nesting_and_connections() -> None:
    design = drawn(an_image_pipeline(), View.NETWORK)
    cells = {c.get("id"): c for c in ET.fromstring(drawio(design)).iter("mxCell")}  # noqa: S314  our own output
    assert len(cells) == len(set(cells))
    groups = {group.id: group for group in design.groups}
    for node in design.nodes:
        cell = cells[f"node:{node.id}"]
        geometry = cell.find("mxGeometry")
        assert geometry is not None
        assert cell.get("parent") == f"group:{node.group}"
        assert float(geometry.get("x", "")) == pytest.approx(node.x - groups[node.group or ""].x, abs=0.1)
    for edge in design.edges:
        cell = cells[f"edge:{edge.id}"]
        assert (cell.get("source"), cell.get("target")) == (f"node:{edge.source}", f"node:{edge.target}")


def test_drawio_cards_say_cost_and_findings_as_the_picture_does() -> None:
    table = ET.fromstring(drawio(drawn(a_guarded_web_app(), View.NETWORK)))  # noqa: S314  our own output
    words = " ".join(cell.get("value", "") for cell in table.iter("mxCell"))
    assert "$0.25" in words
    assert "high +1" in words
    styles = {cell.get("value"): cell.get("style", "") for cell in table.iter("mxCell")}
    assert "dashPattern" in styles["protects"]
    assert "dashPattern" not in styles["reads, writes"]


def test_every_drawio_cell_hangs_on_an_existing_parent() -> None:
    cells = list(ET.fromstring(drawio(drawn(a_guarded_web_app(), View.NETWORK))).iter("mxCell"))  # noqa: S314  our own
    ids = {cell.get("id") for cell in cells}
    assert len(ids) == len(cells)
    assert all(cell.get("parent") in ids for cell in cells if cell.get("id") != "0")


def with_existing(title: str) -> Drawing:
    component = a_component("zone", "s3_bucket", title=title).model_copy(update={"existing": True})
    return drawn(an_architecture((component, a_component("new", "s3_bucket")), ()))


def test_what_exists_already_is_hatched_and_says_so_in_every_format() -> None:
    design = with_existing("Archive")
    picture = ET.fromstring(svg(design, Theme.LIGHT))  # noqa: S314  our own output
    cards = {g.get("data-element"): g for g in picture.iter(f"{SVG}g") if g.get("data-element")}
    assert "Amazon S3, existing" in list(cards["zone"].itertext())
    assert "existing" not in " ".join(cards["new"].itertext())
    hatched = {i for i, card in cards.items() if any(p.get("stroke") == HATCHING for p in card)}
    assert hatched == {"zone"}
    cells = {c.get("id"): c for c in ET.fromstring(drawio(design)).iter("mxCell")}  # noqa: S314  our own output
    assert "Amazon S3, existing" in (cells["node:zone"].get("value") or "")
    assert "fillStyle=hatch" in (cells["node:zone"].get("style") or "")
    assert "fillStyle=hatch" not in (cells["node:new"].get("style") or "")
    chart = mermaid(design)
    assert '["Archive<br/>Amazon S3, existing"]' in chart
    assert "style Zone stroke-dasharray" in chart


def test_a_card_with_a_long_title_says_in_few_words_what_it_watches() -> None:
    design = a_guarded_web_app()
    titled = [
        c.model_copy(update={"title": "Alarms of all operations"}) if c.id == "operations" else c
        for c in design.components
    ]
    drawing = drawn(design.model_copy(update={"components": tuple(titled)}), View.NETWORK)
    assert ">watches 4<" in svg(drawing, Theme.LIGHT)
    assert ">Amazon DynamoDB<" in svg(drawing, Theme.LIGHT)


def test_the_lines_of_a_hatching_stay_inside_its_card() -> None:
    design = with_existing("Archive")
    node = next(n for n in design.nodes if n.existing)
    picture = ET.fromstring(svg(design, Theme.LIGHT))  # noqa: S314  our own output
    (lines,) = [p.get("d") or "" for p in picture.iter(f"{SVG}path") if p.get("stroke") == HATCHING]
    ends = [tuple(map(float, end.split())) for end in re.split("[ML]", lines) if end]
    assert len(ends) > 20
    assert all(node.x < x < node.x + node.width and node.y < y < node.y + node.height for x, y in ends)


@pytest.mark.parametrize(
    ("tier", "icon", "colour"),
    [
        (SubnetTier.PUBLIC, "Public-subnet", "#7AA116"),
        (SubnetTier.PRIVATE, "Private-subnet", "#00A4A6"),
        (SubnetTier.ISOLATED, "Private-subnet", "#00A4A6"),
    ],
)
def test_a_subnet_has_the_lock_and_the_colour_of_its_tier(tier: SubnetTier, icon: str, colour: str) -> None:
    tiers = (
        Boundary(id="net", type="vpc", title="Net"),
        Boundary(id="sub", type="subnet_tier", title="Sub", parent="net", tier=tier),
    )
    design = drawn(
        an_architecture((a_component("code", "lambda_function", boundary="sub"),), (), boundaries=tiers),
        View.NETWORK,
    )
    picture = svg(design, Theme.LIGHT)
    assert f'stroke="{colour.lower()}"' in picture
    assert f"/{icon}_" in picture
    cells = {c.get("id"): c for c in ET.fromstring(drawio(design)).iter("mxCell")}  # noqa: S314  our own output
    style = cells["group:sub"].get("style") or ""
    assert f"strokeColor={colour};" in style
    assert "grStroke=0" not in style, "draw.io would draw no border"


def a_network(*, existing: bool = False) -> Architecture:
    network = a_component("network", "vpc", title="Our <network>", boundary="box")
    inside = (a_component("code", "lambda_function", boundary="box"), a_component("items", "dynamodb_table"))
    return an_architecture(
        (network.model_copy(update={"existing": existing}), *inside),
        (a_connection("code reads items"),),
        boundaries=(Boundary(id="box", type="vpc", title="Boundary"),),
    )


def test_a_network_is_drawn_as_its_boundary_with_title_service_cost_and_findings() -> None:
    design = drawn(a_network(), View.NETWORK)
    node, group = design.frames["box"], next(g for g in design.groups if g.id == "box")
    assert [card.id for card in design.cards] == ["code", "items"]
    assert (group.title, node.x, node.width) == ("Our <network>", group.x, group.width)
    picture = ET.fromstring(svg(design, Theme.LIGHT))  # noqa: S314  our own output
    marks = {g.get("data-element"): g for g in picture.iter(f"{SVG}g") if g.get("data-element")}
    boxes = [r.get("width") for r in marks["network"].iter(f"{SVG}rect") if r.get("fill") == "none"]
    assert boxes == [f"{group.width:g}"]
    assert {"Our <network>", "Amazon VPC", "$0.49", "high +1"} <= set(marks["network"].itertext())
    cells = {c.get("id"): c for c in ET.fromstring(drawio(design)).iter("mxCell")}  # noqa: S314  our own output
    assert cells["node:code"].get("parent") == "node:network"
    assert "group:box" not in cells
    words = cells["node:network"].get("value") or ""
    assert all(word in words for word in ("Our &lt;network&gt;", "Amazon VPC", "$0.49", "high +1"))
    assert 'subgraph Network["Our #lt;network#gt;<br/>Amazon VPC"]' in mermaid(design)


def test_a_network_that_exists_is_dashed_and_hatched_behind_its_title() -> None:
    design = drawn(a_network(existing=True), View.NETWORK)
    picture = ET.fromstring(svg(design, Theme.LIGHT))  # noqa: S314  our own output
    (mark,) = [g for g in picture.iter(f"{SVG}g") if g.get("data-element") == "network"]
    assert "Amazon VPC, existing" in list(mark.itertext())
    assert any(path.get("stroke") == HATCHING for path in mark)
    assert any(rect.get("stroke-dasharray") for rect in mark)
    cells = {c.get("id"): c for c in ET.fromstring(drawio(design)).iter("mxCell")}  # noqa: S314  our own output
    assert (cells["node:network"].get("style") or "").endswith("dashed=1;")
    assert "style Network stroke-dasharray" in mermaid(design)


def test_a_second_network_in_one_boundary_stays_a_card() -> None:
    design = a_network()
    second = a_component("other", "vpc", boundary="box")
    both = drawn(design.model_copy(update={"components": (*design.components, second)}), View.NETWORK)
    assert both.frames["box"].id == "network"
    assert "other" in {card.id for card in both.cards}


def test_mermaid_nests_boundaries_and_names_every_edge() -> None:
    design = drawn(an_image_pipeline(), View.NETWORK)
    chart = mermaid(design)
    assert chart.startswith("flowchart LR\n")
    assert (
        chart.count("subgraph")
        == chart.count("\n" + "  end") + chart.count("\n    end")
        == len(design.groups)
    )
    assert chart.count("-->|") + chart.count("-.->|") == len(design.edges)
    assert 'subgraph g3["Region eu-west-1"]' in chart
