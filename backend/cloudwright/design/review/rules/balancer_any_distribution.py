"""Load balancer that can be reached around its distribution, and so around what protects that."""

from collections.abc import Iterator

from cloudwright.design.blueprint.graph import Resource
from cloudwright.design.model.verbs import Verb
from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at, items

_EVERYBODY = frozenset({"0.0.0.0/0", "::/0"})


def _findings(subject: Subject) -> Iterator[Hit]:
    for way_in in subject.resources("AWS::EC2::SecurityGroupIngress"):
        listed = way_in.properties.get("SourcePrefixListId")
        if listed is not None and not _knows_its_own(subject, way_in.key.element_id):
            yield broken(
                subject,
                way_in,
                message="{title} lets in CloudFront, and so a distribution that somebody else puts before "
                "it, around the web firewall. Refuse requests without a header that only your own "
                "distribution adds.",
                evidence=f"its security group lets in {listed}, the addresses of all distributions, and no "
                "rule of its listener asks for a header",
            )
        elif _open(way_in) and _behind_a_distribution(subject, way_in.key.element_id):
            yield broken(
                subject,
                way_in,
                message="{title} stands behind a distribution and answers the internet as well: whoever "
                "calls it directly gets around the distribution's firewall and cache.",
                evidence=f"its security group lets in everybody on port {way_in.properties.get('FromPort')}",
            )


def _knows_its_own(subject: Subject, balancer_id: str) -> bool:
    rules = [
        rule
        for rule in subject.resources("AWS::ElasticLoadBalancingV2::ListenerRule")
        if rule.key.element_id == balancer_id
    ]
    return bool(rules) and all("HttpHeaderConfig" in str(items(at(rule, "Conditions"))) for rule in rules)


def _open(way_in: Resource) -> bool:
    return way_in.properties.get("CidrIp") in _EVERYBODY and way_in.properties.get("FromPort") != 80


def _behind_a_distribution(subject: Subject, element_id: str) -> bool:
    architecture = subject.architecture
    return element_id in architecture.by_id and any(
        c.verb is Verb.ROUTES and architecture.component(c.source).kind == "cloudfront_distribution"
        for c in architecture.incoming(element_id)
    )


RULE = Rule(
    id="CW-ELB-008",
    title="Load balancer that can be reached around its distribution",
    severity=Severity.MEDIUM,
    pillar=Pillar.SECURITY,
    question="SEC05",
    source="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/restrict-access-to-load-balancer.html",
    findings=_findings,
)
