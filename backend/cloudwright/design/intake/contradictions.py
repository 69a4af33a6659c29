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
# The least that a month costs in us-east-1, in US dollars: a call of a function (USD 0.20 a million, the cheapest way to
# run code for each), a gigabyte kept for instant reading (USD 0.004, S3 Glacier Instant Retrieval), and the smallest
# database in two zones (2 x db.t4g.micro). https://aws.amazon.com/lambda/pricing/, /s3/pricing/, /rds/postgresql/pricing/
_LEAST_A_CALL, _LEAST_A_GIGABYTE, _LEAST_TWO_ZONES = 0.20 / 1_000_000, 0.004, 23.0
_MANY_NINES = 99.95
_DOLLARLIKE = (
    "USD",
    "EUR",
    "GBP",
    "CHF",
)  # worth a dollar, more or less; the factor of two below is the margin


def contradictions(brief: Brief) -> tuple[str, ...]:
    """Return one sentence for each pair of requirements that exclude each other."""
    return (
        *_used_and_excluded(brief),
        *_needed_and_excluded(brief),
        *_residency_and_region(brief),
        *_safety_and_saving(brief),
        *_load_and_budget(brief),
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


def _load_and_budget(brief: Brief) -> tuple[str, ...]:
    """Calls and stored data have a price below which no design gets; a budget under it cannot be kept."""
    calls = max(
        (float(r.value) for r in brief.of_kind(RequirementKind.TRAFFIC) if isinstance(r.value, int | float)),
        default=0.0,
    )
    stored = max(
        (
            float(r.value)
            for r in brief.of_kind(RequirementKind.DATA_SIZE)
            if isinstance(r.value, int | float)
        ),
        default=0.0,
    )
    nines = any(
        float(r.value) >= _MANY_NINES
        for r in brief.of_kind(RequirementKind.AVAILABILITY)
        if isinstance(r.value, int | float)
    )
    database = _LEAST_TWO_ZONES if nines and brief.requirement("relational-database") is not None else 0.0
    least = calls * _LEAST_A_CALL + stored * _LEAST_A_GIGABYTE + database
    return tuple(
        f"'{r.quote}' is less than this load costs at the very least, about USD {least:,.0f} a month."
        for r in brief.of_kind(RequirementKind.BUDGET)
        if isinstance(r.value, int | float)
        and least > 2 * float(r.value) > 0
        and r.unit.startswith(_DOLLARLIKE)
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
