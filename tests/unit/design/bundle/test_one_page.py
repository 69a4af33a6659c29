"""The one-page brief: what it says, what it leaves out, and that its texts stay within their room."""

import re
from itertools import pairwise

import pytest

from builders.bundles import a_subject, bundle_files
from builders.golden import golden_document
from cloudwright.design.bundle.one_page.flow import _axis, flow_picture
from cloudwright.design.bundle.one_page.page import one_page
from cloudwright.design.bundle.one_page.words import Room, cut, first, named_first, without_courtesies
from cloudwright.design.bundle.parts import EVERY_PART, Part
from cloudwright.design.diagram.drawing import View
from cloudwright.design.model.brief import Choice, Question, Requirement, RequirementKind
from cloudwright.design.model.document import Document


def _asking_for(amounts: list[int], *, questions: tuple[Question, ...] = ()) -> Document:
    """The web application with one budget for each amount of USD a month."""
    document = golden_document("web-app")
    budgets = tuple(
        Requirement(
            id=f"budget-{index}",
            kind=RequirementKind.BUDGET,
            value=amount,
            statement=f"Costs at most USD {amount} a month, whatever people do and however many they are.",
        )
        for index, amount in enumerate(amounts)
    )
    update = {"requirements": budgets, "questions": questions}
    return document.model_copy(update={"brief": document.brief.model_copy(update=update)})


def _section(page: str, name: str) -> str:
    found = re.search(rf'<section id="{name}">.*?</section>', page, re.DOTALL)
    return found[0] if found else ""


def test_ten_unmet_requirements_are_counted_and_the_last_ones_left_out() -> None:
    unmet = _section(one_page(a_subject(_asking_for([1] * 10))), "unmet")

    assert "Not met: 10" in unmet
    assert unmet.count('<li class="marked">') == 4
    assert '<li class="more">and 6 more</li>' in unmet


def test_what_is_met_is_told_apart_from_what_is_not() -> None:
    page = one_page(a_subject(_asking_for([1, 100_000])))

    assert "USD&nbsp;100000" in _section(page, "met")
    assert "USD&nbsp;1 " in _section(page, "unmet")
    assert "Accept, or have changed, what is not met" in _section(page, "needed")


def test_a_question_that_nobody_answered_is_to_be_decided() -> None:
    choices = (Choice(id="ie", label="Ireland"), Choice(id="de", label="Germany"))
    question = Question(id="where", text="Where may data lie?", why="Law.", choices=choices, default="ie")

    needed = _section(one_page(a_subject(_asking_for([100_000], questions=(question,)))), "needed")

    assert f"To be decided before deployment: {needed.count('<li')}" in needed
    assert "Where may data lie? Assumed: Ireland." in needed


def test_the_page_needs_nothing_from_elsewhere() -> None:
    page = bundle_files(golden_document("web-app-guarded"))["brief.html"].decode()

    assert "<script" not in page
    assert not re.search(r'\b(?:src|href)="(?!#)|url\((?!#)|@import', page)


def test_a_bundle_without_documents_has_no_brief() -> None:
    files = bundle_files(golden_document("web-app"), parts=EVERY_PART - {Part.DOCUMENTS})

    assert "brief.html" not in files
    assert b"brief.html" not in files["README.md"]


def test_the_readme_lists_the_brief_first() -> None:
    readme = bundle_files(golden_document("web-app"))["README.md"].decode()

    assert readme.split("|---|---|\n")[1].startswith("| [brief.html](brief.html)")


def test_cards_of_the_small_picture_do_not_overlap_and_all_are_there() -> None:
    drawing = a_subject(golden_document("clickstream")).drawings[View.FLOW]

    picture = flow_picture(drawing)

    pattern = r'data-element="([a-z0-9 -]+)"><rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"'
    cards = sorted((float(x), float(width), e) for e, x, width in re.findall(pattern, picture))
    assert {e for _, _, e in cards} == {" ".join(node.members) for node in drawing.nodes}
    assert all(x + width < after for (x, width, _), (after, _, _) in pairwise(cards))


def test_long_text_ends_after_a_whole_word() -> None:
    assert cut("Keeps what people write down", 20) == "Keeps what people…"
    assert cut("x" * 30, 10) == "x" * 9 + "…"
    assert cut("short  enough", 20) == "short enough"


def test_a_list_shows_what_fits_its_lines() -> None:
    found = first(["short"] * 4 + ["a long one " * 10], Room(lines=5, most=2, characters=120))

    assert (found.shown, found.more) == (("short",) * 4, 1)


def test_greetings_are_no_part_of_a_goal() -> None:
    asked = "Hi there, could you please build a shop for 5 people? Thanks a lot!"

    assert without_courtesies(asked) == "Build a shop for 5 people."


def test_what_has_no_price_is_named_by_its_component() -> None:
    cost = _section(one_page(a_subject(golden_document("container-web"))), "cost")

    assert "Not counted, since no price is known here: parts of Database and Cache." in cost
    assert named_first(["A", "B", "C", "D", "E"]) == "A, B, C and 2 more"
    assert named_first(["A"]) == "A"


def test_the_weakest_link_is_said_in_minutes_too() -> None:
    """99.870 % of 730 hours leave 0.130 % of 43,800 minutes."""
    risk = _section(one_page(a_subject(golden_document("server-web"))), "risk")

    percent, minutes = re.findall(r"that is ([0-9.]+)&nbsp;%: up to ([0-9,]+) minutes", risk)[0]
    assert abs((100 - float(percent)) * 438 - float(minutes)) <= 0.5


def test_the_number_that_cost_depends_on_most_is_said_in_words_of_everybody() -> None:
    risk = _section(one_page(a_subject(golden_document("container-web"))), "risk")

    assert "how busy the Aurora database is on average" in risk


def test_no_step_is_left_out_where_the_sheet_has_room() -> None:
    flow = _section(one_page(a_subject(golden_document("chat"))), "flow")
    assert "8. It sends the message to every open connection of the room." in flow
    assert "more</li>" not in flow


def test_lines_keep_room_for_their_arrowheads_beside_a_card() -> None:
    axis = _axis([(12.0, 168.0), (400.0, 556.0)], 568.0, scale=0.8, gap=54.0, kept=15.0)
    assert axis.at(400.0) - axis.at(390.0) == pytest.approx(10.0)
    assert axis.at(178.0) - axis.at(168.0) == pytest.approx(10.0)
    assert axis.at(400.0) - axis.at(168.0) == pytest.approx(54.0)
