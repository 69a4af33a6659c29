"""Requirements that cannot hold together, named rather than settled silently."""

from collections.abc import Mapping

from cloudwright.design.catalog.registry import kinds
from cloudwright.design.intake.extract.wishes import EXCLUDED_KINDS
from cloudwright.design.model.brief import Brief, RequirementKind

_NEEDED_FOR = {
    "sign-in": "cognito_user_pool",
    "web-firewall": "waf_web_acl",
    "encryption-customer-key": "kms_key",
    "key-value-store": "dynamodb_table",
    "async-processing": "sqs_queue",
    "notifications": "sns_topic",
    "scheduled-job": "eventbridge_rule",
}
_EUROPEAN = ("eu-west-1", "eu-central-1")


def contradictions(brief: Brief) -> tuple[str, ...]:
    """Return one sentence for each pair of requirements that exclude each other."""
    return (
        *_used_and_excluded(brief),
        *_needed_and_excluded(brief),
        *_residency_and_region(brief),
        *_domain_without_name(brief),
    )


def excluded_kinds(brief: Brief) -> Mapping[str, str]:
    """Return the kinds of component that the brief rules out, with the words that do."""
    return {
        _kind(str(r.value)): r.quote or r.statement
        for r in brief.of_kind(RequirementKind.EXCLUSION)
        if _kind(str(r.value)) in kinds()
    }


def _kind(value: str) -> str:
    return EXCLUDED_KINDS.get(value, value)


def _needed_and_excluded(brief: Brief) -> tuple[str, ...]:
    excluded = excluded_kinds(brief)
    return tuple(
        f"'{excluded[kind]}' leaves nothing here that could do this: {requirement.statement.lower()}."
        for capability, kind in _NEEDED_FOR.items()
        if kind in excluded and (requirement := brief.requirement(capability)) is not None
    )


def _used_and_excluded(brief: Brief) -> tuple[str, ...]:
    wanted = {r.value: r for r in brief.of_kind(RequirementKind.SERVICE)}
    return tuple(
        f"You ask for '{wanted[kind].quote}' and for '{r.quote}'."
        for r in brief.of_kind(RequirementKind.EXCLUSION)
        if (kind := _kind(str(r.value))) in wanted
    )


def _residency_and_region(brief: Brief) -> tuple[str, ...]:
    return tuple(
        f"You ask for '{r.quote}', but the region is {brief.region}."
        for r in brief.of_kind(RequirementKind.RESIDENCY)
        if r.value == "EU" and brief.region not in _EUROPEAN
    )


def _domain_without_name(brief: Brief) -> tuple[str, ...]:
    own = any(q.id == "domain" and q.answer == "own" for q in brief.questions)
    if own and not brief.of_kind(RequirementKind.DOMAIN):
        return ("You want a domain of your own; say which, for example 'under shop.example.com'.",)
    return ()
