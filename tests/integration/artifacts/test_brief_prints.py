"""The one-page brief prints to one sheet of A4, also when there is more to say than fits."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from builders.bundles import a_subject
from builders.golden import golden_document
from cloudwright.design.bundle.one_page.page import one_page
from cloudwright.design.model.brief import Choice, Question, Requirement, RequirementKind
from cloudwright.design.model.document import Document

_BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
_DEADLINE_SECONDS = 60
_A4_POINTS = b"594.95996 841.91998"

pytestmark = pytest.mark.skipif(_BROWSER is None, reason="needs Chromium")


def _overfull() -> Document:
    """Clicks with a long title and goal, ten requirements unmet and ten met, and seven open questions."""
    document = golden_document("clickstream")
    words = "said in so many words that the line has to be cut off somewhere near its end for sure"
    budgets = tuple(
        Requirement(
            id=f"{name}-{number}",
            kind=RequirementKind.BUDGET,
            value=amount,
            statement=f"Costs at most USD {amount} a month, {words}.",
        )
        for name, amount in (("low", 1), ("high", 900_000))
        for number in range(10)
    )
    choices = (Choice(id="a", label="Ireland"), Choice(id="b", label="Germany"))
    questions = tuple(
        Question(id=f"q-{n}", text=f"Where, {words}?", why="Law.", choices=choices, default="a")
        for n in range(7)
    )
    brief = {"goal": f"Build a shop, {words}. " * 30, "requirements": budgets, "questions": questions}
    decisions = tuple(
        d.model_copy(update={"id": f"d-{n}", "choice": f"{d.choice} {words}. " * 4})
        for n, d in enumerate(document.architecture.decisions * 4)
    )
    design = {"title": "Unbreakabletitle" * 3 + " of many words" * 5, "decisions": decisions}
    return document.model_copy(
        update={
            "brief": document.brief.model_copy(update=brief),
            "architecture": document.architecture.model_copy(update=design),
        }
    )


def _printed(page: str, folder: Path) -> bytes:
    source, target = folder / "brief.html", folder / "brief.pdf"
    source.write_text(page)
    subprocess.run(
        [
            str(_BROWSER),
            "--headless",
            "--no-sandbox",
            "--no-pdf-header-footer",
            f"--user-data-dir={folder / 'profile'}",
            f"--print-to-pdf={target}",
            source.as_uri(),
        ],
        check=True,
        capture_output=True,
        timeout=_DEADLINE_SECONDS,
    )
    return target.read_bytes()


@pytest.mark.parametrize("name", ["container-web", "clickstream", "web-app-guarded", "overfull"])
def test_the_brief_fits_one_sheet_of_a4_even_if_nothing_is_cut_off(name: str, tmp_path: Path) -> None:
    document = _overfull() if name == "overfull" else golden_document(name)
    page = one_page(a_subject(document))
    assert page.count("overflow: hidden; display: flex") == 1
    spilling = page.replace("overflow: hidden; display: flex", "display: flex")

    pdf = _printed(spilling, tmp_path)

    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    assert _A4_POINTS in pdf
