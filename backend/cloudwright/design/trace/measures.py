"""Requirements that are numbers: traffic, people, time, availability, recovery, sizes."""

from decimal import Decimal

from cloudwright.design.model.brief import Assumption, Requirement
from cloudwright.design.model.verbs import Verb
from cloudwright.design.trace.design import (
    Design,
    Verdict,
    element_ids,
    met,
    not_assessable,
    partly,
    plain,
    quantity,
    sentences,
    unmet,
    unnumbered,
)

_CALLS = ("requests/month", "calls/month", "uploads/month")
_QUOTAS = "REL01"
_MB_PER_GB = Decimal(1000)
_KB_PER_MB = Decimal(1024)

_ANSWERING = ("http_api", "rest_api")  # kinds of APIs that answer each call


def traffic(requirement: Requirement, design: Design) -> Verdict:
    """Compare the load that was priced with the one asked for, and look for quotas in its way."""
    wanted = quantity(requirement)
    if wanted is None:
        return unnumbered(requirement)
    limits = list(design.findings_on(_QUOTAS))
    if limits:
        return unmet(sentences(limits), *element_ids(limits))
    entering = [a for a in design.estimate.assumptions if a.unit.endswith(_CALLS)]
    most = max(entering, key=lambda a: a.value, default=None)
    if most is None:
        return not_assessable("Nobody outside calls this design, so no load reaches it.")
    if most.value < wanted:
        return partly(f"Priced for {plain(most.value)} {most.unit}, asked for {plain(wanted)}.")
    return met(
        f"Priced for {plain(most.value)} {most.unit}, asked for {plain(wanted)}; "
        "no quota that the rules know is in the way."
    )


def users(requirement: Requirement, design: Design) -> Verdict:
    """Compare the number of people that was priced with the one asked for."""
    wanted = quantity(requirement)
    if wanted is None:
        return unnumbered(requirement)
    counted = [a for a in design.estimate.assumptions if a.unit in ("MAU", "users/month", "people/month")]
    if not counted:
        return not_assessable("No figure of this design depends on the number of people.")
    return _priced_for(max(counted, key=lambda a: a.value), wanted)


def data_size(requirement: Requirement, design: Design) -> Verdict:
    """Compare the stored data that was priced with the one asked for."""
    wanted = quantity(requirement)
    if wanted is None:
        return unnumbered(requirement)
    kept = tuple(c.id for c in design.of_category("storage", "database"))
    if not kept:
        return unmet(f"No component of this design stores {plain(wanted)} GB.")
    stored = [a for a in design.estimate.assumptions if a.unit == "GB"]
    if not stored:
        return not_assessable("No figure of this design depends on how much is stored.", *kept)
    return _priced_for(max(stored, key=lambda a: a.value), wanted, *kept)


def _priced_for(assumption: Assumption, wanted: Decimal, *ids: str) -> Verdict:
    sentence = f"Priced for {plain(assumption.value)} {assumption.unit}, asked for {plain(wanted)}."
    return partly(sentence, *ids) if assumption.value < wanted else met(sentence, *ids)


def latency(requirement: Requirement, design: Design) -> Verdict:
    """A drawing shows no latency; it can only show that the assumed work alone takes too long."""
    wanted = quantity(requirement)
    if wanted is None:
        return unnumbered(requirement)
    working = max((a for a in design.estimate.assumptions if a.unit == "ms"), key=_value, default=None)
    if working is not None and working.value > wanted and _answers_by_function(design):
        return unmet(
            f"{working.label}: {plain(working.value)} ms are assumed, more than {plain(wanted)} ms in all."
        )
    assumed = f", of which {plain(working.value)} ms are assumed for function code" if working else ""
    return not_assessable(
        f"{plain(wanted)} ms{assumed}: network, cold starts and code can only be measured once deployed."
    )


def _value(assumption: Assumption) -> Decimal:
    return assumption.value


def _answers_by_function(design: Design) -> bool:
    return any(
        c.verb is Verb.INVOKES and design.architecture.component(c.source).kind in _ANSWERING
        for c in design.architecture.connections
    )


def availability(requirement: Requirement, design: Design) -> Verdict:
    """Compare the SLA floor with the percentage asked for."""
    wanted = quantity(requirement)
    if wanted is None:
        return unnumbered(requirement)
    if design.floor.percent is None:
        return not_assessable("No service on the request path publishes a commitment.")
    floor = Decimal(design.floor.percent)
    ids = tuple(term.element_id for term in design.floor.terms)
    product = " x ".join(f"{term.percent} % ({term.service})" for term in design.floor.terms)
    if floor < wanted:
        return unmet(f"{product} = {floor} %, {wanted - floor} points below {plain(wanted)} %.", *ids)
    return met(f"{product} = {floor} %, at least {plain(wanted)} %.", *ids)


def payload(requirement: Requirement, design: Design) -> Verdict:
    """Compare the size with the limits of the way it takes into the system."""
    size = _megabytes(requirement)
    if size is None:
        return unnumbered(requirement)
    direct = [
        c.target
        for c in design.architecture.connections
        if c.verb is Verb.REQUESTS and design.architecture.component(c.target).kind == "s3_bucket"
    ]
    if direct:
        most = design.facts.limit_number("S3", "single_put_max") * _MB_PER_GB
        return _fits(size, most, direct[0], way="one upload to S3")
    called = [api for kind in _ANSWERING for api in design.of_kind(kind)]
    if called and design.of_kind("lambda_function"):
        limit = design.facts.limit_number("Lambda", "payload_sync_max")
        return _fits(size, limit, called[0].id, way="one request to a Lambda function")
    return not_assessable("No way into this design has a known limit on the size.")


def _fits(size: Decimal, limit: Decimal, element_id: str, *, way: str) -> Verdict:
    if size > limit:
        return unmet(f"{plain(size)} MB is more than the {plain(limit)} MB that {way} can carry.", element_id)
    return met(f"{plain(size)} MB fits into the {plain(limit)} MB that {way} can carry.", element_id)


def _megabytes(requirement: Requirement) -> Decimal | None:
    size = quantity(requirement)
    if size is None:
        return None
    if requirement.unit.upper().startswith("KB"):
        return (size / _KB_PER_MB).quantize(Decimal("0.001"))
    return size * _MB_PER_GB if requirement.unit.upper().startswith("GB") else size


def compliance(requirement: Requirement, design: Design) -> Verdict:
    """No drawing is compliant; say how many of the checked controls it addresses."""
    controls = sorted({control for f in design.review.open for control in f.controls})
    left = f"open: {', '.join(controls)}" if controls else "none open"
    return not_assessable(
        f"{requirement.value} is judged by an auditor. {design.review.rules_run} rules were asked, "
        f"AWS Foundational Security Best Practices controls {left}."
    )


def team(_requirement: Requirement, _design: Design) -> Verdict:
    """What a team can do is not in the drawing."""
    return not_assessable("What a team can build and operate is not visible in a design.")
