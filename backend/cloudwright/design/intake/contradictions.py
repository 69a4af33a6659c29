"""Requirements that cannot hold together, named rather than settled silently."""

from cloudwright.design.model.brief import Brief, RequirementKind

_EXCLUDED_KINDS = {
    "lambda": "lambda_function",
    "dynamodb": "dynamodb_table",
    "cloudfront": "cloudfront_distribution",
    "cognito": "cognito_user_pool",
    "sqs": "sqs_queue",
    "sns": "sns_topic",
    "waf": "waf_web_acl",
}
_EUROPEAN = ("eu-west-1", "eu-central-1")


def contradictions(brief: Brief) -> tuple[str, ...]:
    """Return one sentence for each pair of requirements that exclude each other."""
    return (*_used_and_excluded(brief), *_residency_and_region(brief), *_domain_without_name(brief))


def _used_and_excluded(brief: Brief) -> tuple[str, ...]:
    wanted = {r.value: r for r in brief.of_kind(RequirementKind.SERVICE)}
    return tuple(
        f"You ask for '{wanted[kind].quote}' and for '{r.quote}'."
        for r in brief.of_kind(RequirementKind.EXCLUSION)
        if (kind := _EXCLUDED_KINDS.get(str(r.value))) in wanted
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
