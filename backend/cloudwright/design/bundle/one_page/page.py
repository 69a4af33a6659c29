"""brief.html: one file without script or reference, that prints to one sheet of A4.

The picture takes what the texts leave. Texts have a most number of lines each, so the sheet cannot overflow.
"""

import re
from html import escape

from cloudwright.design.bundle.one_page.contents import Sheet, sheet
from cloudwright.design.bundle.one_page.flow import flow_picture
from cloudwright.design.bundle.one_page.words import Listed
from cloudwright.design.bundle.subject import Subject
from cloudwright.design.diagram.drawing import View

_AMOUNT = re.compile(r"\b([A-Z]{3}) (\d)")
_ROOMY = 1100  # characters, below which the type can be larger
_STYLE = """
@page { size: A4 portrait; margin: 0; }
* { box-sizing: border-box; margin: 0; padding: 0; }
html { background: #eef0f3; color: #1a2029; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
body { font: 9pt/1.32 Inter, "Segoe UI", "Helvetica Neue", Arial, sans-serif; overflow-wrap: anywhere; }
body.roomy { font-size: 10.5pt; }
.roomy h2 { font-size: 9pt; }
main { width: 210mm; height: 296mm; margin: 8mm auto; padding: 12mm 13mm 9mm; background: #fff;
  overflow: hidden; display: flex; flex-direction: column; justify-content: space-between; gap: 4mm; }
@media print { html { background: #fff; } main { margin: 0; } }
header { border-bottom: 0.5mm solid #3655cd; padding-bottom: 2mm; }
h1 { font-size: 18pt; line-height: 1.15; font-weight: 650; }
h2 { font-size: 8pt; letter-spacing: 0.03em; color: #3655cd; font-weight: 650; margin-bottom: 0.8mm; }
header p, footer { color: #5c646f; font-size: 8pt; }
ul, ol { list-style: none; }
li { margin-bottom: 0.7mm; }
main > * { flex-shrink: 0; }
.two { display: grid; grid-template-columns: 1fr 1fr; gap: 4mm 8mm; }
.wide { grid-template-columns: 1.55fr 1fr; }
.amount { font-size: 16pt; line-height: 1.2; font-weight: 650; }
.clamp { display: -webkit-box; -webkit-box-orient: vertical; overflow: hidden; -webkit-line-clamp: 2;
  line-clamp: 2; }
.three { -webkit-line-clamp: 3; line-clamp: 3; }
.four { -webkit-line-clamp: 4; line-clamp: 4; }
.five { -webkit-line-clamp: 5; line-clamp: 5; }
.marked { padding-left: 4mm; position: relative; }
.marked::before { position: absolute; left: 0; font-weight: 650; }
.yes .marked::before { content: "\\2713"; color: #157347; }
.no .marked::before { content: "\\2717"; color: #c51d28; }
.dot .marked::before { content: "\\2022"; color: #3655cd; }
.more { color: #5c646f; padding-left: 4mm; }
main > #flow { flex: 0 1 auto; min-height: 68mm; display: flex; flex-direction: column; }
.picture { flex: 0 1 auto; min-height: 0; max-height: 110mm; margin-bottom: 3mm; }
.picture > svg { width: 100%; height: 100%; display: block; }
#flow ol { columns: 2; column-gap: 8mm; font-size: 8.5pt; }
#flow li { break-inside: avoid; }
#flow .more { padding-left: 0; }
#risk, #needed { border-left: 0.8mm solid #a16100; padding-left: 3mm; }
#needed { border-color: #3655cd; margin-top: 3mm; }
footer { border-top: 0.2mm solid #c9ced5; padding-top: 1.5mm; }
"""


def one_page(subject: Subject) -> str:
    """Return brief.html."""
    told = sheet(subject)
    return "\n".join(
        (
            "<!DOCTYPE html>",
            '<html lang="en">',
            f'<head><meta charset="utf-8"><title>{escape(told.title)}</title><style>{_STYLE}</style></head>',
            f'<body class="{_size(told)}"><main>',
            f'<header><h1 class="clamp">{escape(told.title)}</h1>{_paragraph(told.place)}</header>',
            _purpose(told),
            _flow(told, flow_picture(subject.drawings[View.FLOW])),
            _requirements(told),
            _choices(told),
            f"<footer>{escape(told.foot)}</footer>",
            "</main></body>",
            "</html>",
        )
    )


def _size(told: Sheet) -> str:
    lists = (told.steps, told.met, told.unmet, told.decisions, told.needed)
    texts = (told.goal, told.span, told.risk, *(item for each in lists for item in each.shown))
    return "roomy" if sum(map(len, texts)) < _ROOMY else "dense"


def _purpose(told: Sheet) -> str:
    goal = _section("goal", "Goal", _paragraph(told.goal, "five"))
    cost = _section(
        "cost", "Cost", f'<p class="amount">{_shown(told.amount)}</p>', _paragraph(told.span, "four")
    )
    return f'<div class="two wide">{goal}{cost}</div>'


def _flow(told: Sheet, picture: str) -> str:
    steps = _list(told.steps, tag="ol", mark="plain") if told.steps.total else ""
    return _section("flow", "How it works", f'<div class="picture">{picture}</div>', steps)


def _requirements(told: Sheet) -> str:
    none = not told.met.total and not told.unmet.total
    unjudged = f"Cannot be judged from a design: {told.unjudged}." if told.unjudged else ""
    silent = "No requirement was stated that can be held against the design." if none else ""
    met = _list(told.met, tag="ul", mark="yes") if told.met.total else _paragraph(silent or "None.")
    unmet = _list(told.unmet, tag="ul", mark="no") if told.unmet.total else _paragraph("None.")
    left = _section("met", f"Requirements met: {told.met.total}", met, _paragraph(unjudged))
    return f'<div class="two">{left}{_section("unmet", f"Not met: {told.unmet.total}", unmet)}</div>'


def _choices(told: Sheet) -> str:
    listed = _list(told.decisions, tag="ul", mark="dot", clamp="three")
    none = _paragraph("No decision is recorded in the design.")
    decisions = _section("decisions", "Main decisions", listed if told.decisions.total else none)
    risk = _section("risk", "Top risk", _paragraph(told.risk, "four"))
    needed = _list(told.needed, tag="ul", mark="dot")
    asked = _section("needed", f"To be decided before deployment: {told.needed.total}", needed)
    return f'<div class="two">{decisions}<div>{risk}{asked}</div></div>'


def _section(name: str, title: str, *parts: str) -> str:
    return f'<section id="{name}"><h2>{escape(title)}</h2>{"".join(parts)}</section>'


def _paragraph(text: str, clamp: str = "") -> str:
    return f'<p class="clamp {clamp}">{_shown(text)}</p>' if text else ""


def _shown(text: str) -> str:
    """Return the text as HTML, numbers kept on one line with their unit."""
    return _AMOUNT.sub("\\1&nbsp;\\2", escape(text)).replace(" %", "&nbsp;%")


def _list(items: Listed, *, tag: str, mark: str, clamp: str = "") -> str:
    """Return the list; the mark stands outside of what is clamped."""
    inner = f"clamp {clamp}".strip()
    marked = "" if mark == "plain" else ' class="marked"'
    rows = [f'<li{marked}><span class="{inner}">{_shown(item)}</span></li>' for item in items.shown]
    if items.more:
        rows.append(f'<li class="more">and {items.more} more</li>')
    return f'<{tag} class="{mark}">{"".join(rows)}</{tag}>'
