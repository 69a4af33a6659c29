"""Candidates for a web application: lean, guarded, and with buffered writes."""

from collections.abc import Mapping
from dataclasses import replace

from cloudwright.design.intake.contradictions import excluded_kinds
from cloudwright.design.model.brief import Brief, RequirementKind
from cloudwright.design.options import claims
from cloudwright.design.options.asked import answered, asked, decided
from cloudwright.design.options.candidate import Candidate
from cloudwright.design.options.maker import Maker
from cloudwright.design.options.naming import stack_name, title
from cloudwright.design.patterns.web_app import PATTERN, WebApp, web_app


def candidates(brief: Brief) -> tuple[Candidate, ...]:
    """Return the candidates, simplest first."""
    excluded = excluded_kinds(brief)
    base = _asked_for(brief, excluded)
    return (
        Candidate(
            key="lean",
            name="Lean serverless",
            idea="A static site and a JSON API behind one address; nothing runs while nobody calls.",
            pros=("Fewest parts to look after", "Close to free without traffic", "Scales by itself"),
            cons=(
                "A burst of writes can be throttled for a moment",
                *(() if base.firewall else (claims.NO_FIREWALL,)),
            ),
            architecture=web_app(base),
        ),
        _guarded(base, excluded),
        Candidate(
            key="buffered",
            name="Buffered writes",
            idea="Changes go through a queue, so that any burst is accepted and nothing is lost.",
            pros=(
                claims.BURSTS_ACCEPTED,
                claims.WRITER_LOSES_NOTHING,
                "Failed jobs are kept and raise an alarm",
            ),
            cons=(claims.VISIBLE_LATER, "Three more parts to watch"),
            architecture=web_app(replace(base, buffered_writes=True)),
        ),
    )


def _guarded(base: WebApp, excluded: Mapping[str, str]) -> Candidate:
    return Candidate(
        key="guarded",
        name="Guarded serverless",
        idea=f"The same, with {_guards(excluded)}.",
        pros=(
            *_unless("waf_web_acl", excluded, said=claims.DROPPED_EARLY),
            *_unless("kms_key", excluded, said=claims.KEY_CONTROL),
            "Same code and operations as the lean design",
        ),
        cons=(
            "A fixed monthly price for what guards it",
            *_unless("waf_web_acl", excluded, said=claims.FIREWALL_CARE),
        ),
        architecture=web_app(
            replace(base, firewall="waf_web_acl" not in excluded, customer_key="kms_key" not in excluded)
        ),
    )


def _guards(excluded: Mapping[str, str]) -> str:
    guards = (
        *_unless("waf_web_acl", excluded, said="a web firewall in front"),
        *_unless("kms_key", excluded, said="a key of your own on the data"),
    )
    return " and ".join(guards) or "nothing added"


def _unless(kind: str, excluded: Mapping[str, str], *, said: str) -> tuple[str, ...]:
    return () if kind in excluded else (said,)


def _asked_for(brief: Brief, excluded: Mapping[str, str]) -> WebApp:
    return WebApp(
        name=stack_name(brief, PATTERN),
        title=title(brief),
        region=brief.region,
        sign_in=answered(brief, "sign-in", "yes") and "cognito_user_pool" not in excluded,
        public=decided(brief, "sign-in", "no"),
        customer_key=asked(brief, "encryption-customer-key") and "kms_key" not in excluded,
        firewall=asked(brief, "web-firewall") and "waf_web_acl" not in excluded,
        domain=next((str(r.value) for r in brief.of_kind(RequirementKind.DOMAIN)), None),
    )


MAKER = Maker(
    pattern=PATTERN,
    title="Web application",
    summary="A static site with a serverless JSON API behind one address.",
    candidates=candidates,
)
