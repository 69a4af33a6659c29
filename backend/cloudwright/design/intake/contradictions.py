"""Requirements that cannot hold together, named rather than settled silently."""

from collections.abc import Mapping

from cloudwright.design.catalog.registry import kinds
from cloudwright.design.catalog.technologies import excluded_by
from cloudwright.design.intake.extract.geography import KNOWN, REGIONS_IN
from cloudwright.design.model.brief import Brief, Requirement, RequirementKind

_NEEDED_FOR = {
    "sign-in": "cognito_user_pool",
    "web-firewall": "waf_web_acl",
    "encryption-customer-key": "kms_key",
    "key-value-store": "dynamodb_table",
    "async-processing": "sqs_queue",
    "notifications": "sns_topic",
    "scheduled-job": "eventbridge_rule",
}

# Minutes, or percent, from which backups and a second zone are needed.
_STRICT = {RequirementKind.RPO: 60, RequirementKind.RTO: 15, RequirementKind.AVAILABILITY: 99.95}


def contradictions(brief: Brief) -> tuple[str, ...]:
    """Return one sentence for each pair of requirements that exclude each other."""
    return (
        *_used_and_excluded(brief),
        *_needed_and_excluded(brief),
        *_residency_and_region(brief),
        *_safety_and_saving(brief),
        *_domain_without_name(brief),
    )


def excluded_kinds(brief: Brief) -> Mapping[str, str]:
    """Return the kinds of component that the brief rules out, with the words that do."""
    return {
        kind: r.quote or r.statement
        for r in brief.of_kind(RequirementKind.EXCLUSION)
        for kind in excluded_by(str(r.value))
        if kind in kinds()
    }


def _needed_and_excluded(brief: Brief) -> tuple[str, ...]:
    excluded = excluded_kinds(brief)
    return tuple(
        f"'{excluded[kind]}' leaves nothing here that could do this: {requirement.statement.lower()}."
        for capability, kind in _NEEDED_FOR.items()
        if kind in excluded and (requirement := brief.requirement(capability)) is not None
    )


def _used_and_excluded(brief: Brief) -> tuple[str, ...]:
    wanted = {r.value: r for r in brief.of_kind(RequirementKind.SERVICE)}
    found = (
        f"You ask for '{wanted[kind].quote}' and for '{r.quote}'."
        for r in brief.of_kind(RequirementKind.EXCLUSION)
        for kind in (*excluded_by(str(r.value)), str(r.value))
        if kind in wanted
    )
    return tuple(dict.fromkeys(found))


def _safety_and_saving(brief: Brief) -> tuple[str, ...]:
    """Who may lose or miss nearly nothing cannot do without backups or a second zone."""
    strict = [r for r in brief.requirements if _is_strict(r)]
    saved = [
        r
        for r in brief.requirements
        if r.id in {"single-zone", "without-backups", "without-backup", "without-snapshots"}
    ]
    return tuple(f"You ask for '{strict[0].quote}' and for '{r.quote}'." for r in saved if strict)


def _is_strict(requirement: Requirement) -> bool:
    most = _STRICT.get(requirement.kind)
    if most is None or not isinstance(requirement.value, int | float):
        return False
    return (
        requirement.value >= most
        if requirement.kind is RequirementKind.AVAILABILITY
        else requirement.value <= most
    )


def _residency_and_region(brief: Brief) -> tuple[str, ...]:
    """A Region outside of where data has to stay; where no Region with figures lies inside, that is what is said."""
    return tuple(
        _outside(brief, r) for r in brief.of_kind(RequirementKind.RESIDENCY) if _is_outside(brief, r)
    )


def _is_outside(brief: Brief, requirement: Requirement) -> bool:
    inside = REGIONS_IN.get(str(requirement.value))
    named = brief.of_kind(RequirementKind.REGION)
    return brief.region not in inside if inside else bool(named) and any(r.value in KNOWN for r in named)


def _outside(brief: Brief, requirement: Requirement) -> str:
    return f"You ask for '{requirement.quote}', but the region is {brief.region}."


def _domain_without_name(brief: Brief) -> tuple[str, ...]:
    own = any(q.id == "domain" and q.answer == "own" for q in brief.questions)
    if own and not brief.of_kind(RequirementKind.DOMAIN):
        return ("You want a domain of your own; say which, for example 'under shop.example.com'.",)
    return ()
