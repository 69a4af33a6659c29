"""What three-tier designs have in common: a name of their own, and a firewall unless it is ruled out."""

from cloudwright.design.intake.contradictions import excluded_kinds
from cloudwright.design.model.architecture import Architecture
from cloudwright.design.model.brief import Brief, RequirementKind
from cloudwright.design.options.naming import stack_name, title
from cloudwright.design.patterns.drawn import drawn, with_properties, without
from cloudwright.kit.domain_names import zone_of


def tiers(pattern: str, brief: Brief) -> Architecture:
    """Return the drawn design under the brief's name and domain; without a domain it is asked for."""
    design = drawn(pattern, name=stack_name(brief, pattern), title=title(brief), region=brief.region)
    domain = next((str(r.value) for r in brief.of_kind(RequirementKind.DOMAIN)), None)
    if domain is not None:
        for element_id, name in (("zone", zone_of(domain)), ("address", domain), ("certificate", domain)):
            design = with_properties(design, element_id, {"domain_name": name})
    return without(design, "firewall") if "waf_web_acl" in excluded_kinds(brief) else design
