"""Candidates for a web application: lean, guarded, and with buffered writes."""

from dataclasses import replace

from cloudwright.design.model.brief import Brief, RequirementKind
from cloudwright.design.options.asked import answered, asked, decided
from cloudwright.design.options.candidate import Candidate
from cloudwright.design.options.naming import stack_name, title
from cloudwright.design.patterns.web_app import WebApp, web_app


def candidates(brief: Brief) -> tuple[Candidate, ...]:
    """Return the candidates, simplest first."""
    base = WebApp(
        name=stack_name(brief),
        title=title(brief),
        region=brief.region,
        sign_in=answered(brief, "sign-in", "yes") or asked(brief, "sign-in"),
        public=decided(brief, "sign-in", "no"),
        customer_key=asked(brief, "encryption-customer-key"),
        firewall=asked(brief, "web-firewall"),
        domain=next((str(r.value) for r in brief.of_kind(RequirementKind.DOMAIN)), None),
    )
    return (
        Candidate(
            key="lean",
            name="Lean serverless",
            idea="A static site and a JSON API behind one address; nothing runs while nobody calls.",
            pros=("Fewest parts to look after", "Close to free without traffic", "Scales by itself"),
            cons=(
                "A burst of writes can be throttled for a moment",
                *(() if base.firewall else ("No firewall in front: attacks reach the API and are paid for",)),
            ),
            architecture=web_app(base),
        ),
        Candidate(
            key="guarded",
            name="Guarded serverless",
            idea="The same, with a web firewall in front and a key of your own on the data.",
            pros=(
                "Known attacks and callers that come too often are dropped early",
                "Use of the data key is under your control and in the audit log",
                "Same code and operations as the lean design",
            ),
            cons=("A fixed monthly price for firewall and key", "Firewall rules need a look now and then"),
            architecture=web_app(replace(base, firewall=True, customer_key=True)),
        ),
        Candidate(
            key="buffered",
            name="Buffered writes",
            idea="Changes go through a queue, so that any burst is accepted and nothing is lost.",
            pros=(
                "Accepts bursts far above what the table takes at once",
                "A failing writer loses nothing: its jobs wait",
                "Failed jobs are kept and raise an alarm",
            ),
            cons=("A change is visible a moment later", "Three more parts to watch"),
            architecture=web_app(replace(base, buffered_writes=True)),
        ),
    )
