"""Compares the one-page brief with the documents whose figures and counts it repeats."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from cloudwright.design.bundle.consistency.contents import BRIEF, COST, README, Contents, Disagreement
from cloudwright.design.bundle.consistency.sheets import Section, Sheet
from cloudwright.design.bundle.consistency.templates import mappings

_SECTIONS = ("goal", "cost", "flow", "met", "unmet", "decisions", "risk", "needed")
_REQUIREMENTS = "docs/requirements.md"
_AMOUNT = re.compile(r"[A-Z]{3}\s-?[\d,]+\.\d+")
_STEP = re.compile(r"^\d+\. ")
_CUT = "…"


def repeats_the_documents(contents: Contents) -> Sequence[Disagreement]:
    """Compare title, amounts, requirements, steps and decisions."""
    sheet = contents.sheet
    if sheet is None:
        return []
    missing = [name for name in _SECTIONS if name not in sheet.sections]
    if missing:
        return [_wrong(f"lacks its section '{name}'") for name in missing]
    return [
        *_title(sheet, contents),
        *_texts(sheet),
        *_amounts(sheet, contents),
        *_requirements(sheet, contents),
        *_lists(sheet, contents),
    ]


def _title(sheet: Sheet, contents: Contents) -> Iterator[Disagreement]:
    designed = contents.design.get("architecture")
    title = " ".join(str(designed.get("title", "")).split()) if isinstance(designed, dict) else ""
    cut = sheet.title.endswith(_CUT) and title.startswith(sheet.title.removesuffix(_CUT))
    if sheet.title != title and not cut:
        yield _wrong(f"is about '{sheet.title}', design.yaml about '{title}'")


def _texts(sheet: Sheet) -> Iterator[Disagreement]:
    for name in ("goal", "risk", "needed"):
        if sheet.sections[name].empty:
            yield _wrong(f"says nothing in its section '{name}'")


def _amounts(sheet: Sheet, contents: Contents) -> Iterator[Disagreement]:
    """Compare total, low and high of production, in this order in both files."""
    page = contents.pages.get(COST)
    part = None if page is None else page.part("prod")
    if part is None:
        return
    line = next((line for line in part.lines if line.startswith("**")), "")
    told = _first_amounts(" ".join(sheet.sections["cost"].paragraphs))
    if told != _first_amounts(line):
        yield _wrong(f"says {', '.join(told)} a month, other than {COST}")
        yield Disagreement(COST, "", f"production costs other than {BRIEF} says")


def _requirements(sheet: Sheet, contents: Contents) -> Iterator[Disagreement]:
    page = contents.pages.get(_REQUIREMENTS)
    if page is None:
        return
    stated = Counter(row["status"] for row in page.rows("Requirements", column="status"))
    counts = {"met": stated["met"], "unmet": stated["unmet"] + stated["partly"]}
    for name, count in counts.items():
        section = sheet.sections[name]
        if section.announced != count or section.counted != count:
            yield _wrong(f"does not list the {count} requirements that {_REQUIREMENTS} says are {name}")
            yield Disagreement(
                _REQUIREMENTS, "", f"has {count} requirements that are {name}, other than {BRIEF}"
            )


def _lists(sheet: Sheet, contents: Contents) -> Iterator[Disagreement]:
    needed = sheet.sections["needed"]
    if needed.announced != needed.counted:
        yield _wrong("lists other than as many things to be decided as it announces")
    designed = contents.design.get("architecture")
    decisions = mappings(designed.get("decisions")) if isinstance(designed, dict) else []
    yield from _fewer(sheet.sections["decisions"], len(decisions), word="decisions", other="design.yaml")
    part = contents.pages[README].part("How it works") if README in contents.pages else None
    if part is not None:
        steps = sum(1 for line in part.lines if _STEP.match(line))
        yield from _fewer(sheet.sections["flow"], steps, word="steps", other=README)


def _fewer(section: Section, count: int, *, word: str, other: str) -> Iterator[Disagreement]:
    if section.counted != count:
        yield _wrong(f"counts {section.counted} {word}, {other} has {count}")
        yield Disagreement(other, "", f"has {count} {word}, {BRIEF} counts {section.counted}")


def _first_amounts(text: str) -> list[str]:
    return [" ".join(amount.split()) for amount in _AMOUNT.findall(text)[:3]]


def _wrong(message: str) -> Disagreement:
    return Disagreement(BRIEF, "", message)
