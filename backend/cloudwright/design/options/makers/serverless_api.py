"""Candidates for an API without a site: plain, and metered for partners."""

from cloudwright.design.intake.contradictions import excluded_kinds
from cloudwright.design.model.architecture import Architecture
from cloudwright.design.model.brief import Brief
from cloudwright.design.model.verbs import Verb
from cloudwright.design.options import claims
from cloudwright.design.options.asked import answered, asked, decided
from cloudwright.design.options.candidate import Candidate
from cloudwright.design.options.maker import Maker
from cloudwright.design.options.naming import stack_name, title
from cloudwright.design.patterns.drawn import drawn, joined, replaced, with_connection_properties, without
from cloudwright.design.patterns.parts import component, connection

PATTERN = "serverless-api"


def candidates(brief: Brief) -> tuple[Candidate, ...]:
    """Return the candidates, simplest first; a plain API is none for who must count each partner's calls."""
    base = _base(brief)
    metered = _metered(base)
    return (
        *(() if asked(brief, "metered-api") else (_plain_candidate(base),)),
        Candidate(
            key="metered",
            name="Metered REST API",
            idea="A REST API with a key and a quota for each partner.",
            pros=(
                "Counts and limits calls for each partner",
                "Refuses incomplete requests before any code runs",
            ),
            cons=(
                "About three times the price of an HTTP API for each call",
                "Keys to hand out and to change",
                claims.NO_FIREWALL,
            ),
            architecture=metered,
        ),
        *(() if "waf_web_acl" in excluded_kinds(brief) else (_guarded_candidate(metered),)),
    )


def _plain_candidate(base: Architecture) -> Candidate:
    return Candidate(
        key="plain",
        name="HTTP API",
        idea="An HTTP API runs one function for each call; records are kept in a table.",
        pros=("Fewest parts", "Cheapest for each call", "Close to free without traffic"),
        cons=("No quota for each caller, no request validation", claims.NO_FIREWALL),
        architecture=base,
    )


def _guarded_candidate(metered: Architecture) -> Candidate:
    return Candidate(
        key="guarded",
        name="Metered and guarded",
        idea="The REST API with its keys and quotas, behind a web firewall.",
        pros=("Counts and limits calls for each partner", claims.DROPPED_EARLY),
        cons=("A fixed monthly price for the firewall", claims.FIREWALL_CARE),
        architecture=_guarded(metered),
    )


def _base(brief: Brief) -> Architecture:
    design = drawn(PATTERN, name=stack_name(brief, PATTERN), title=title(brief), region=brief.region)
    if not answered(brief, "sign-in", "yes") or "cognito_user_pool" in excluded_kinds(brief):
        design = without(design, "users")
        if decided(brief, "sign-in", "no"):
            design = with_connection_properties(design, "api.invokes.handler", {"public": True})
    return design


def _metered(base: Architecture) -> Architecture:
    api = component(
        "api",
        "rest_api",
        title="API",
        purpose="Checks, counts and limits the calls of each partner, and runs the handler.",
        because=("json-api", "metered-api"),
        properties={"partners": ["first-partner"]},
    )
    return replaced(base, api)


def _guarded(metered: Architecture) -> Architecture:
    firewall = component(
        "firewall",
        "waf_web_acl",
        title="Web firewall",
        purpose="Drops known attacks and addresses that call too often, before they cost anything.",
        because=("web-firewall",),
    )
    protects = connection("firewall", Verb.PROTECTS, "api")
    return joined(metered, components=(firewall,), connections=(protects,))


MAKER = Maker(
    pattern=PATTERN,
    title="Serverless API",
    summary="An API that keeps records, without servers and without a site.",
    candidates=candidates,
)
