"""What a bundle says about a budget: in its own currency, with the alert that watches it."""

import re

from builders.bundles import bundle_files
from builders.computed import a_golden
from cloudwright.design.bundle.assemble import with_consistency
from cloudwright.design.bundle.files import BundleFile
from cloudwright.design.bundle.parts import EVERY_PART, Part
from cloudwright.design.model.brief import Requirement, RequirementKind
from cloudwright.design.model.document import Document


def _document(amount: float, unit: str, said: str) -> Document:
    plain = a_golden("web-app")
    budget = Requirement(
        id="budget",
        kind=RequirementKind.BUDGET,
        statement=f"Costs at most {said} a month",
        value=amount,
        unit=unit,
        quote=f"under {said}",
    )
    brief = plain.brief.model_copy(update={"requirements": (budget,)})
    return plain.model_copy(update={"brief": brief})


def _texts(document: Document, parts: frozenset[Part] = EVERY_PART) -> dict[str, str]:
    wanted = ("README.md", "brief.html", "docs/cost.md", "docs/runbook.md", "docs/requirements.md")
    files = bundle_files(document, parts=parts)
    return {path: files[path].decode() for path in wanted if path in files}


def _chapter(text: str, title: str) -> str:
    return text.split(f"## {title}\n", 1)[1].split("\n## ", 1)[0]


def test_every_document_keeps_the_currency_of_the_budget() -> None:
    texts = _texts(_document(200, "EUR/month", "€200"))

    assert len(texts) == 5
    assert [path for path, text in texts.items() if "€200" not in text] == []
    assert "US dollars for one euro: 1.152" in _chapter(texts["docs/cost.md"], "Budget")
    assert "€200 is USD 230.40 at 1.152 US dollars for one euro." in texts["docs/requirements.md"]


def test_readme_says_what_the_alert_counts_and_what_it_costs() -> None:
    readme = _texts(_document(200, "EUR/month", "€200"))["README.md"]

    before, costs = _chapter(readme, "Before you deploy"), _chapter(readme, "What it costs")
    assert before.count("`monthly_budget`") == 1
    assert "by default `230`" in before
    assert "counts the whole account" in before
    assert "aws ce update-cost-allocation-tags-status" in before
    assert "AWS Budgets tells the alert topic at 80 % and 100 %" in costs
    assert "costs nothing" in costs


def test_runbook_has_a_first_look_for_the_alert() -> None:
    runbook = _texts(_document(50, "USD/month", "USD 50.00"))["docs/runbook.md"]

    chapter = _chapter(runbook, "The budget alert")
    assert "**First look.**" in chapter
    assert "aws ce get-cost-and-usage" in chapter


def test_currency_without_a_rate_is_named_as_not_compared_and_its_amount_is_asked_for() -> None:
    readme = _texts(_document(900, "PLN/month", "PLN 900"))["README.md"]

    assert "PLN 900 a month, not compared: no exchange rate is known here for PLN" in readme
    assert "MonthlyBudget=100" in readme


def test_bundle_without_code_promises_no_alert() -> None:
    documents = frozenset({Part.DOCUMENTS, Part.DIAGRAMS})
    texts = _texts(_document(200, "EUR/month", "€200"), documents)

    assert "AWS Budgets" not in "".join(texts.values())
    assert "The budget is €200 a month" in texts["README.md"]


def test_design_without_a_budget_says_nothing_about_one() -> None:
    assert not re.search("AWS Budgets|budget alert", "".join(_texts(a_golden("web-app")).values()))


def test_files_of_a_design_with_a_budget_agree_with_each_other() -> None:
    files = bundle_files(_document(200, "EUR/month", "€200"))

    _, consistency = with_consistency([BundleFile(path, content) for path, content in files.items()])

    assert consistency.differences == ()
