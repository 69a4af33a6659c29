"""README.md: what this is, what to do before deploying, how to deploy, verify and tear down, what was decided."""

from collections.abc import Callable, Iterator, Sequence

from cloudwright.design.bundle.documents.deploying import deploy, preparations, teardown, verify, your_code
from cloudwright.design.bundle.documents.spending import in_costs
from cloudwright.design.bundle.markdown import bullets, escaped, sections, table
from cloudwright.design.bundle.parts import Part, left_out_under
from cloudwright.design.bundle.pictures import sheet_paths
from cloudwright.design.bundle.subject import Subject
from cloudwright.design.diagram.drawing import View
from cloudwright.design.model.architecture import Component
from cloudwright.design.trace.requirement import Status

_CODE = frozenset({Part.CLOUDFORMATION, Part.TERRAFORM})


def readme(subject: Subject) -> str:
    """Return README.md of a bundle: what is here, how to deploy, verify and remove it."""
    written = [(title, write(subject)) for title, write in _chapters(subject)]
    return sections(
        f"# {escaped(subject.architecture.title)}",
        _summary(subject),
        *(sections(f"## {title}", text) for title, text in written if text),
        f"Compiled by Cloudwright {subject.compiler_version} on {subject.as_of.isoformat()} from "
        f"[design.yaml](design.yaml), {escaped(subject.revision)}. Nothing here has been deployed to AWS.",
    )


def _chapters(subject: Subject) -> Sequence[tuple[str, Callable[[Subject], str]]]:
    """Return the chapters; a design for which nothing is deployed needs no words about deploying it."""
    described: Sequence[tuple[str, Callable[[Subject], str]]] = (
        ("How it works", _steps),
        ("Components", _components),
        ("What it costs", _cost),
        ("What was decided", _decisions),
        ("What is not met", _unmet),
    )
    if not subject.made:
        return (("What is here", _contents), *described)
    return (
        ("What is here", _contents),
        ("Before you deploy", preparations),
        ("Deploy", deploy),
        ("Verify", verify),
        ("Your own code", your_code),
        *described,
        ("Tear down", teardown),
        ("Check it yourself", _checking),
    )


def _summary(subject: Subject) -> str:
    goal = subject.brief.goal.strip()
    quoted = f"> {escaped(goal)[:600]}\n\n" if goal else ""
    total = subject.evaluation.estimate.total
    both = (
        " CloudFormation and Terraform describe the same system: deploy one of them, not both."
        if subject.parts >= _CODE
        else ""
    )
    if not subject.made:
        return f"{quoted}Nothing is built yet: what is drawn stands outside, exists already or is incomplete."
    return (
        f"{quoted}{len(subject.built)} components are built in {subject.architecture.region}, for about {total} a month in "
        f"production.{both}"
    )


def _contents(subject: Subject) -> str:
    parts = subject.parts
    rows = [
        (*_ONE_PAGE, Part.DOCUMENTS in parts),
        ("[design.yaml](design.yaml)", "The design itself; everything else is compiled from it.", True),
        *_code_rows(subject),
        (
            "[flow](diagrams/flow.svg), [network](diagrams/network.svg)",
            f"Diagrams. Also as PNG, draw.io and Mermaid: {_other_pictures()}.",
            Part.DIAGRAMS in parts,
        ),
        *((links, text, Part.DIAGRAMS in parts) for links, text in _sheet_rows(subject)),
        (*_PAGES, Part.DOCUMENTS in parts),
        *((file, text, True) for file, text in _ALWAYS),
        (*_WORKFLOW, bool(parts & _CODE and subject.made)),
    ]
    left_out = left_out_under(subject.architecture.standards)
    return sections(
        table(("file", "what it is"), [(file, text) for file, text, present in rows if present]),
        f"Left out under the standards of this design: {left_out}." if left_out else "",
    )


_ONE_PAGE = (
    "[brief.html](brief.html)",
    "One page to print for those who decide: goal, flow, cost, what is met, the risk.",
)
_PAGES = (
    (
        "[cost](docs/cost.md), [decisions](docs/decisions.md), [requirements](docs/requirements.md), "
        "[review](docs/review.md), [runbook](docs/runbook.md)"
    ),
    "What it costs, why it is so, what it meets, what is open, and what to do when an alarm rings.",
)
_ALWAYS = (
    ("[policies/deployer.json](policies/deployer.json)", "What whoever deploys must be allowed to do."),
    ("[checks/report.json](checks/report.json)", "What was checked here, by what, and what it proves."),
    ("[Makefile](Makefile)", "`make check` runs the real tools on these files."),
)
_WORKFLOW = (
    "[check.yml](.github/workflows/check.yml)",
    "Runs `make check` on every push and pull request where this folder is a repository on GitHub.",
)


def _code_rows(subject: Subject) -> tuple[tuple[str, str, bool], ...]:
    parts = subject.parts if subject.made else subject.parts - _CODE
    functions = any(b.code for b in subject.blueprints.values()) and bool(parts & _CODE)
    templates = Part.CLOUDFORMATION in parts
    return (
        ("[cloudformation/](cloudformation)", "Templates for `dev` and `prod`.", templates),
        ("[terraform/](terraform)", "A root module for `dev` and for `prod`.", Part.TERRAFORM in parts),
        ("[functions/](functions)", "Function code, as source and as archive.", functions),
        (
            "[.checkov.yaml](.checkov.yaml)",
            "The checks of checkov that do not hold here, each with its reason.",
            bool(parts & _CODE),
        ),
    )


def _sheet_rows(subject: Subject) -> Iterator[tuple[str, str]]:
    for view in View:
        paths = [path for path, _ in sheet_paths(subject, view)]
        if paths:
            links = ", ".join(f"[{number}]({path})" for number, path in enumerate(paths, start=1))
            yield f"{view.value} in {len(paths)} sheets: {links}", f"The {view.value} diagram to print on A4."


def _other_pictures() -> str:
    names = [f"{view}.{suffix}" for view in View for suffix in ("png", "drawio", "mmd")]
    return ", ".join(f"[{name}](diagrams/{name})" for name in names)


def _steps(subject: Subject) -> str:
    steps = subject.drawings[View.FLOW].steps
    picture = "![Flow](diagrams/flow.svg)" if Part.DIAGRAMS in subject.parts else ""
    return sections(picture, "\n".join(f"{step.number}. {escaped(step.sentence)}" for step in steps))


def _components(subject: Subject) -> str:
    rows = [
        (
            f"`{c.id}`",
            escaped(c.title),
            escaped(subject.kind_of(c).service),
            escaped(c.purpose),
            _monthly(c, subject),
        )
        for c in subject.architecture.components
    ]
    return table(("id", "component", "service", "what it is for", "a month"), rows)


def _monthly(component: Component, subject: Subject) -> str:
    if component.existing:
        return "existing, not priced"
    if not subject.kind_of(component).resource_types:
        return "outside"
    if component.id not in subject.made:
        return "nothing is deployed for it"
    return str(subject.evaluation.estimate.of(component.id))


def _cost(subject: Subject) -> str:
    estimate = subject.evaluation.estimate
    count = len(estimate.unpriced)
    unpriced = ""
    if count:
        unpriced = f" {count} thing{' has' if count == 1 else 's have'} no price here and {'is' if count == 1 else 'are'} not counted."
    return sections(
        f"**{estimate.total} a month** in production (between {estimate.low} and {estimate.high}, depending on the "
        f"load), {estimate.fixed} of it fixed. List prices of {estimate.as_of}, before discounts and tax.{unpriced}"
        + _pointer(subject, " Every line with its formula: [docs/cost.md](docs/cost.md)."),
        in_costs(subject),
    )


def _decisions(subject: Subject) -> str:
    found = subject.architecture.decisions
    if not found:
        return "No decision is recorded in the design."
    return sections(
        bullets(f"**{escaped(d.title)}.** {escaped(d.choice)}" for d in found),
        _pointer(subject, "Reasons and alternatives: [docs/decisions.md](docs/decisions.md)."),
    )


def _unmet(subject: Subject) -> str:
    traced = subject.evaluation.requirements
    missed = [r for r in traced if r.status in (Status.UNMET, Status.PARTLY)]
    if not traced:
        return "No requirement was stated that can be held against the design."
    if not missed:
        return "Every requirement that can be assessed here is met." + _pointer(
            subject, " One by one: [docs/requirements.md](docs/requirements.md)."
        )
    return bullets(f"**{escaped(r.statement)}** ({r.status}): {escaped(r.evidence)}" for r in missed)


def _checking(subject: Subject) -> str:
    tools = [
        "`terraform fmt` and `validate`" if Part.TERRAFORM in subject.parts else "",
        "cfn-lint" if Part.CLOUDFORMATION in subject.parts else "",
        "checkov" if subject.parts & _CODE else "",
    ]
    named = [tool for tool in tools if tool]
    if not named:
        return ""
    return f"`make check` runs {', '.join(named)}, and says which of them is not installed."


def _pointer(subject: Subject, text: str) -> str:
    return text if Part.DOCUMENTS in subject.parts else ""
