"""Candidates for a site of files: plain, and guarded."""

from cloudwright.design.intake.contradictions import excluded_kinds
from cloudwright.design.model.architecture import Architecture
from cloudwright.design.model.brief import Brief, RequirementKind
from cloudwright.design.options import claims
from cloudwright.design.options.asked import asked
from cloudwright.design.options.candidate import Candidate
from cloudwright.design.options.maker import Maker
from cloudwright.design.options.naming import stack_name, title
from cloudwright.design.patterns.drawn import drawn, joined, with_properties
from cloudwright.design.patterns.parts import firewall_before, named

PATTERN = "static-site"


def candidates(brief: Brief) -> tuple[Candidate, ...]:
    """Return the candidates, simplest first; the plain one has the firewall too when it was asked for."""
    excluded = excluded_kinds(brief)
    base = _base(brief)
    if asked(brief, "web-firewall") and "waf_web_acl" not in excluded:
        base = _with_firewall(base)
    guarded = with_properties(base, "cdn", {"access_logs": True})
    if "waf_web_acl" not in excluded and not asked(brief, "web-firewall"):
        guarded = _with_firewall(guarded)
    return (
        Candidate(
            key="plain",
            name="Plain site",
            idea="Built files in a private bucket, served from edge locations near the visitor.",
            pros=("Fewest parts", "Nothing runs and nothing is patched", "Pennies at this load"),
            cons=("No record of who asked for what", claims.FLOODS_PAID),
            architecture=base,
        ),
        Candidate(
            key="guarded",
            name="Guarded site",
            idea="The same with access logs and, unless ruled out, a web firewall in front.",
            pros=("It can be seen later who asked for what", claims.DROPPED_EARLY),
            cons=("A fixed monthly price for what guards it",),
            architecture=guarded,
        ),
    )


def _base(brief: Brief) -> Architecture:
    design = drawn(PATTERN, name=stack_name(brief, PATTERN), title=title(brief), region=brief.region)
    domain = next((str(r.value) for r in brief.of_kind(RequirementKind.DOMAIN)), None)
    if domain is None:
        return design
    components, connections = named(domain, target="cdn", zone_exists=True)
    return joined(design, components=components, connections=connections)


def _with_firewall(design: Architecture) -> Architecture:
    components, connections = firewall_before("cdn")
    return joined(design, components=components, connections=connections)


MAKER = Maker(
    pattern=PATTERN,
    title="Static site",
    summary="A site of files, served from edge locations; nothing runs.",
    candidates=candidates,
)
