"""Compares what the documents name with the design, the checks and the code."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from cloudwright.design.bundle.consistency.contents import README, Contents, Disagreement
from cloudwright.design.bundle.consistency.owners import Owners
from cloudwright.design.bundle.consistency.templates import Plain, mappings

_DECISIONS = "docs/decisions.md"
_REQUIREMENTS = "docs/requirements.md"
_REVIEW = "docs/review.md"
_RUNBOOK = "docs/runbook.md"
_COST = "docs/cost.md"
_REPORT = "checks/report.json"
_POLICY = "policies/deployer.json"
_PRODUCTION = "prod"

_BUDGET_ALERT = "The budget alert"
_FINDING = re.compile(r"^(?:critical|high|medium|low): .* \(([a-z0-9-]+)\)$")
_BOLD = re.compile(r"\*\*(.+?)\.\*\*")

# The service part of IAM actions where it is not the lower-case name in the resource type.
_PREFIXES: Mapping[str, str] = {
    "ApiGatewayV2": "apigateway",
    "CertificateManager": "acm",
    "ApplicationAutoScaling": "application-autoscaling",
    "Cognito": "cognito-idp",
    "ElasticLoadBalancingV2": "elasticloadbalancing",
    "KinesisFirehose": "firehose",
    "EFS": "elasticfilesystem",
    "StepFunctions": "states",
}


def name_the_same(contents: Contents) -> Sequence[Disagreement]:
    """Compare decisions, requirements, findings, alarms, the budget's alert and assumptions."""
    return [
        *_decisions(contents),
        *_requirements(contents),
        *_findings(contents),
        *_alarms(contents),
        *_budget_alert(contents),
        *_assumptions(contents),
    ]


def permit_every_service(contents: Contents) -> Sequence[Disagreement]:
    """Look for services in the templates that the deployer's policy does not name."""
    if _POLICY not in contents.files:
        return []
    statements = mappings(_json(contents, _POLICY).get("Statement"))
    allowed = {
        str(action).split(":")[0] for statement in statements for action in _listed(statement.get("Action"))
    }
    used = {
        declared.type.split("::")[1]
        for root in contents.roots
        for template in root.templates.values()
        for declared in template.resources.values()
        if declared.type.count("::") == 2
    }
    wanted = {_PREFIXES.get(service, service.lower()) for service in used}
    wanted |= {"cloudformation"} if used else set()
    return [Disagreement(_POLICY, "", f"allows nothing of {s}") for s in sorted(wanted - allowed)]


def _decisions(contents: Contents) -> Iterator[Disagreement]:
    designed = _architecture(contents).get("decisions")
    titles = Counter(_plainly(str(d.get("title", ""))) for d in mappings(designed))
    page, readme = contents.pages.get(_DECISIONS), contents.pages.get(README)
    if page is not None:
        told = Counter(_plainly(p.title) for p in page.parts if len(p.path) == 2)
        yield from _unequal(_DECISIONS, told, titles, word="decision")
    part = None if readme is None else readme.part("What was decided")
    if part is not None:
        bold = [_BOLD.match(item) for item in part.items]
        told = Counter(_plainly(match[1]) for match in bold if match)
        yield from _unequal(README, told, titles, word="decision")


def _requirements(contents: Contents) -> Iterator[Disagreement]:
    page = contents.pages.get(_REQUIREMENTS)
    if page is None:
        return
    brief = contents.design.get("brief")
    stated = mappings(brief.get("requirements")) if isinstance(brief, dict) else []
    designed = Counter(_plainly(str(r.get("statement", ""))) for r in stated)
    rows = page.rows("Requirements", column="requirement")
    yield from _unequal(
        _REQUIREMENTS, Counter(_plainly(r["requirement"]) for r in rows), designed, word="requirement"
    )


def _findings(contents: Contents) -> Iterator[Disagreement]:
    page = contents.pages.get(_REVIEW)
    checks = {str(c.get("id")): c for c in mappings(_json(contents, _REPORT).get("checks"))}
    rules = checks.get("cloudwright-rules")
    if page is None or rules is None:
        return
    told: Counter[str] = Counter()
    for part in page.parts:
        match = _FINDING.match(part.title)
        if match:
            told[match[1]] += 1
    found = Counter(str(m.get("element_id")) for m in mappings(rules.get("matches")))
    for element_id in sorted(told.keys() | found.keys()):
        if told[element_id] != found[element_id]:
            message = f"{told[element_id]} findings in {_REVIEW}, {found[element_id]} in {_REPORT}"
            yield Disagreement(_REVIEW, element_id, message)
            yield Disagreement(_REPORT, element_id, message)


def _alarms(contents: Contents) -> Iterator[Disagreement]:
    page = contents.pages.get(_RUNBOOK)
    root = next((r for r in contents.roots if r.environment == _PRODUCTION and r.templates), None)
    if page is None or root is None:
        return
    owners = Owners(contents.components)
    named = {
        str(declared.properties.get("AlarmName", name)): (path, owners.of_logical_id(name) or "")
        for path, template in root.templates.items()
        for name, declared in template.resources.items()
        if declared.type == "AWS::CloudWatch::Alarm"
    }
    told = {part.title for part in page.parts if len(part.path) == 2}
    for name in sorted(named.keys() - told):
        yield Disagreement(_RUNBOOK, named[name][1], f"says nothing about the alarm {name}")
    project = str(_architecture(contents).get("name", ""))
    for name in sorted(told - named.keys()):
        if name.startswith(f"{project}-{_PRODUCTION}-"):
            yield Disagreement(f"cloudformation/{_PRODUCTION}", "", f"has no alarm {name}")


def _budget_alert(contents: Contents) -> Iterator[Disagreement]:
    page = contents.pages.get(_RUNBOOK)
    root = next((r for r in contents.roots if r.environment == _PRODUCTION), None)
    if page is None or root is None:
        return
    types = {
        declared.type for template in root.templates.values() for declared in template.resources.values()
    }
    types |= {block.labels[0] for blocks in root.blocks.values() for block in blocks if block.labels}
    watched = bool(types & {"AWS::Budgets::Budget", "aws_budgets_budget"})
    told = any(part.title == _BUDGET_ALERT for part in page.parts)
    if watched and not told:
        yield Disagreement(_RUNBOOK, "", "says nothing about the budget alert")
    if told and not watched:
        yield Disagreement(_RUNBOOK, "", "is about a budget alert that no file makes")


def _assumptions(contents: Contents) -> Iterator[Disagreement]:
    page = contents.pages.get(_COST)
    if page is None:
        return
    tables = {
        environment: Counter(
            (row["assumption"], row.get("value", ""))
            for row in page.rows(environment, "Assumptions", column="assumption")
        )
        for environment in (_PRODUCTION, "dev")
    }
    first, second = tables.values()
    for pair in sorted((first - second) + (second - first)):
        yield Disagreement(_COST, "", f"the environments differ in the assumption '{pair[0]}'")


def _unequal(file: str, told: Counter[str], designed: Counter[str], *, word: str) -> Iterator[Disagreement]:
    for missing in sorted(designed - told):
        yield Disagreement(file, "", f"lacks the {word} '{missing}' of design.yaml")
    for extra in sorted(told - designed):
        yield Disagreement("design.yaml", "", f"lacks the {word} '{extra}' of {file}")


def _plainly(text: str) -> str:
    """Return the letters and digits alone: how a text is wrapped and escaped does not matter."""
    return " ".join(re.findall(r"[^\W_]+", text))


def _architecture(contents: Contents) -> Mapping[str, Plain]:
    found = contents.design.get("architecture")
    return found if isinstance(found, dict) else {}


def _json(contents: Contents, path: str) -> Mapping[str, Plain]:
    try:
        loaded = json.loads(contents.files.get(path, b"{}"))
    except ValueError:
        return {}
    return loaded if isinstance(loaded, dict) else {}


def _listed(value: Plain) -> list[Plain]:
    return value if isinstance(value, list) else [value]
