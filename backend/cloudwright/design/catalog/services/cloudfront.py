"""Amazon CloudFront distributions: one HTTPS address in front of a site and its API."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import JsonValue

from cloudwright.design.blueprint.graph import Output, Resource, Stack, pascal_case
from cloudwright.design.blueprint.values import Join, Param, Ref, ResourceKey, Scalar, Statement, Value
from cloudwright.design.catalog import references, slots
from cloudwright.design.catalog.distribution.origins import (
    POLICY_COMMENTS,
    forwards,
    is_default,
    origin_access,
)
from cloudwright.design.catalog.distribution.pricing import ASSUMPTIONS, price
from cloudwright.design.catalog.distribution.properties import DistributionProperties
from cloudwright.design.catalog.kind import (
    AlarmSpec,
    Category,
    Effects,
    Element,
    Gathered,
    Kind,
    Lowered,
    LoweringContext,
    VerbRule,
)
from cloudwright.design.catalog.naming import name_away_from_home
from cloudwright.design.catalog.storage.private_buckets import LogWriter, log_bucket, log_bucket_key
from cloudwright.design.model.architecture import Connection, Environment
from cloudwright.design.model.verbs import Verb

_SECONDS_PER_DAY = 86_400
_NAME_CHARACTERS = 64


def _defaults(environment: Environment) -> Mapping[str, JsonValue]:
    return {"hsts_days": 365 if environment is Environment.PROD else 1}


def _lower(context: LoweringContext, element: Element[DistributionProperties], gathered: Gathered) -> Lowered:
    behaviors = _behaviors(element, gathered)
    if not behaviors:
        return Lowered()
    origins = _mappings(gathered, slots.ORIGINS)
    supporting = [_headers(context, element)]
    if any("OriginAccessControlId" in origin for origin in origins):
        supporting.append(_origin_access(context, element))
    if _routes_paths(element, behaviors):
        supporting.append(_path_routing(context, element))
    if element.properties.access_logs:
        supporting += log_bucket(context, element.id, writer=LogWriter(by_grant=True), retain=False)
    return Lowered(
        resources=(*supporting, _distribution(element, gathered, behaviors=behaviors)),
        outputs=_outputs(element, gathered),
    )


def _mappings(gathered: Gathered, slot: str) -> tuple[Mapping[str, Value], ...]:
    return tuple(value for value in gathered.slot(slot) if isinstance(value, Mapping))


def _behaviors(
    element: Element[DistributionProperties], gathered: Gathered
) -> tuple[Mapping[str, Value], ...]:
    """Return the behaviours, the default one first: the one for everything, or else the first there is."""
    found = _mappings(gathered, slots.BEHAVIORS)
    ranked = sorted(found, key=lambda b: (not is_default(str(b["PathPattern"])), _specificity(b)))
    extra = {"ResponseHeadersPolicyId": Ref(ResourceKey(element.id, "headers"), "Id")}
    return tuple({**behavior, **extra} for behavior in ranked)


def _specificity(behavior: Mapping[str, Value]) -> tuple[int, str]:
    """CloudFront takes the first pattern that fits, so longer ones come first."""
    pattern = str(behavior["PathPattern"])
    return -len(pattern), pattern


def _routes_paths(element: Element[DistributionProperties], behaviors: Sequence[Mapping[str, Value]]) -> bool:
    """Return whether the default behaviour serves a single-page app (a bucket, not an API)."""
    return element.properties.single_page_app and "OriginRequestPolicyId" not in behaviors[0]


def _distribution(
    element: Element[DistributionProperties],
    gathered: Gathered,
    *,
    behaviors: tuple[Mapping[str, Value], ...],
) -> Resource:
    config: dict[str, Value] = {
        "Comment": element.component.title,
        "Enabled": True,
        "HttpVersion": "http2and3",
        "IPV6Enabled": True,
        "PriceClass": element.properties.price_class,
        "Origins": _origins(gathered),
        "DefaultCacheBehavior": _default_behavior(element, behaviors),
        "Restrictions": {"GeoRestriction": _geography(element.properties)},
        "ViewerCertificate": _certificate(gathered),
    }
    if len(behaviors) > 1:
        config["CacheBehaviors"] = list(behaviors[1:])
    if element.properties.default_root_object and "OriginRequestPolicyId" not in behaviors[0]:
        config["DefaultRootObject"] = element.properties.default_root_object
    if aliases := _aliases(gathered):
        config["Aliases"] = list(aliases)
    if web_acls := _scalars(gathered, slots.WEB_ACL):
        config["WebACLId"] = web_acls[0]
    if element.properties.access_logs:
        bucket = Ref(log_bucket_key(element.id), "RegionalDomainName")
        config["Logging"] = {"Bucket": bucket, "Prefix": f"{element.id}/", "IncludeCookies": False}
    return Resource(
        key=references.distribution(element.id),
        type="AWS::CloudFront::Distribution",
        properties={"DistributionConfig": config},
        comments=_comments(config, behaviors),
        area="edge",
    )


def _comments(config: Mapping[str, Value], behaviors: Sequence[Mapping[str, Value]]) -> Mapping[str, str]:
    comments = {}
    for index, behavior in enumerate(behaviors):
        place = "DefaultCacheBehavior" if index == 0 else f"CacheBehaviors.{index - 1}"
        for name in ("CachePolicyId", "OriginRequestPolicyId"):
            if name in behavior:
                comments[f"DistributionConfig.{place}.{name}"] = POLICY_COMMENTS[str(behavior[name])]
    if "Aliases" not in config:
        comments["DistributionConfig.ViewerCertificate"] = (
            "The certificate of *.cloudfront.net: a domain name needs one of its own, and then TLS 1.2."
        )
    return comments


def _origins(gathered: Gathered) -> list[Value]:
    by_id = {str(origin["Id"]): origin for origin in _mappings(gathered, slots.ORIGINS)}
    return [by_id[origin_id] for origin_id in sorted(by_id)]


def _default_behavior(
    element: Element[DistributionProperties], behaviors: Sequence[Mapping[str, Value]]
) -> Value:
    behavior = {name: value for name, value in behaviors[0].items() if name != "PathPattern"}
    if _routes_paths(element, behaviors):
        function = Ref(ResourceKey(element.id, "spa-routing"), "FunctionARN")
        behavior["FunctionAssociations"] = [{"EventType": "viewer-request", "FunctionARN": function}]
    return behavior


def _geography(properties: DistributionProperties) -> Value:
    if not properties.allowed_countries:
        return {"RestrictionType": "none"}
    return {"RestrictionType": "whitelist", "Locations": sorted(properties.allowed_countries)}


def _certificate(gathered: Gathered) -> Value:
    certificates = _scalars(gathered, slots.CERTIFICATE)
    if not certificates:
        return {"CloudFrontDefaultCertificate": True}
    return {
        "AcmCertificateArn": certificates[0],
        "MinimumProtocolVersion": "TLSv1.2_2021",
        "SslSupportMethod": "sni-only",
    }


def _aliases(gathered: Gathered) -> tuple[str | Param, ...]:
    """Return the names the distribution answers to: none without a certificate for them."""
    if not gathered.slot(slots.CERTIFICATE):
        return ()
    named = dict.fromkeys(a for a in gathered.slot(slots.ALIASES) if isinstance(a, str | Param))
    return tuple(sorted(named, key=str))


def _scalars(gathered: Gathered, slot: str) -> tuple[Value, ...]:
    return tuple(value for value in gathered.slot(slot) if not isinstance(value, Statement))


def _account_wide_name(context: LoweringContext, element_id: str) -> str:
    """Return a name that differs between Regions: what CloudFront holds is shared by the whole account."""
    return name_away_from_home(context, element_id, limit=_NAME_CHARACTERS)


def _origin_access(context: LoweringContext, element: Element[DistributionProperties]) -> Resource:
    return Resource(
        key=origin_access(element.id),
        type="AWS::CloudFront::OriginAccessControl",
        properties={
            "OriginAccessControlConfig": {
                "Name": _account_wide_name(context, element.id),
                "Description": f"Signs the requests of {element.component.title} to its buckets",
                "OriginAccessControlOriginType": "s3",
                "SigningBehavior": "always",
                "SigningProtocol": "sigv4",
            }
        },
        comments={"OriginAccessControlConfig": "Buckets stay private: only this distribution reads them."},
        area="edge",
    )


def _headers(context: LoweringContext, element: Element[DistributionProperties]) -> Resource:
    security: dict[str, Value] = {
        "ContentTypeOptions": {"Override": True},
        "FrameOptions": {"FrameOption": "DENY", "Override": True},
        "ReferrerPolicy": {"ReferrerPolicy": "strict-origin-when-cross-origin", "Override": True},
        "StrictTransportSecurity": {
            "AccessControlMaxAgeSec": element.properties.hsts_days * _SECONDS_PER_DAY,
            "IncludeSubdomains": True,
            "Override": True,
        },
    }
    if policy := element.properties.content_security_policy:
        security["ContentSecurityPolicy"] = {"ContentSecurityPolicy": policy, "Override": True}
    return Resource(
        key=ResourceKey(element.id, "headers"),
        type="AWS::CloudFront::ResponseHeadersPolicy",
        properties={
            "ResponseHeadersPolicyConfig": {
                "Name": _account_wide_name(context, element.id),
                "Comment": f"Security headers of {element.component.title}",
                "SecurityHeadersConfig": security,
            }
        },
        area="edge",
    )


def _path_routing(context: LoweringContext, element: Element[DistributionProperties]) -> Resource:
    root = element.properties.default_root_object or "index.html"
    code = (
        "function handler(event) {\n"
        "  var request = event.request;\n"
        "  var name = request.uri.substring(request.uri.lastIndexOf('/') + 1);\n"
        "  if (name.indexOf('.') === -1) {\n"
        f"    request.uri = '/{root}';\n"
        "  }\n"
        "  return request;\n"
        "}\n"
    )
    return Resource(
        key=ResourceKey(element.id, "spa-routing"),
        type="AWS::CloudFront::Function",
        properties={
            "Name": _account_wide_name(context, element.id),
            "AutoPublish": True,
            "FunctionCode": code,
            "FunctionConfig": {
                "Comment": f"Serves /{root} for paths without a file name",
                "Runtime": "cloudfront-js-2.0",
            },
        },
        comments={
            "FunctionCode": "An error page mapping would also rewrite the 403 and 404 answers of the API."
        },
        area="edge",
    )


def _outputs(element: Element[DistributionProperties], gathered: Gathered) -> tuple[Output, ...]:
    name = pascal_case(element.id)
    key = references.distribution(element.id)
    aliases = _aliases(gathered)
    host: Scalar = aliases[0] if aliases else Ref(key, "DomainName")
    return (
        Output(
            f"{name}Url",
            f"URL of the distribution '{element.component.title}'",
            Join(("https://", host)),
            element_id=element.id,
        ),
        Output(f"{name}DistributionId", "For invalidations after a release", Ref(key), element_id=element.id),
    )


def _requested(_context: LoweringContext, _connection: Connection) -> Effects:
    return Effects()


def _alarms(context: LoweringContext, element: Element[DistributionProperties]) -> Sequence[AlarmSpec]:
    """Return the 5xx alarm, in us-east-1, where CloudFront's metrics are whatever the design's Region."""
    if not forwards(context.architecture, element.id):
        return ()
    return (
        AlarmSpec(
            part="5xx",
            title=f"{element.component.title}: answers with status 5xx",
            namespace="AWS/CloudFront",
            metric="5xxErrorRate",
            dimensions={"DistributionId": Ref(references.distribution(element.id)), "Region": "Global"},
            statistic="Average",
            threshold=float(element.properties.error_rate_alarm_percent),
            comparison="GreaterThanThreshold",
            meaning="Viewers get errors: an origin fails or does not answer in time.",
            first_look="Compare with the API's 5xx alarm; then the distribution's origin latency and errors.",
            evaluation_periods=2,
            stack=Stack.GLOBAL_ALARMS,
        ),
    )


CLOUDFRONT_DISTRIBUTION = Kind(
    id="cloudfront_distribution",
    service="Amazon CloudFront",
    title="CloudFront distribution",
    summary="Delivers a site and its API from edge locations: HTTPS, caching, security headers.",
    category=Category.NETWORK,
    icon="AmazonCloudFront",
    documentation="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Introduction.html",
    properties=DistributionProperties,
    defaults=_defaults,
    lower=_lower,
    price=price,
    verbs=(
        VerbRule(
            verb=Verb.REQUESTS,
            others=("external_actor",),
            connect=_requested,
            explanation="Viewers reach the distribution over HTTPS.",
        ),
    ),
    alarms=_alarms,
    assumptions=ASSUMPTIONS,
    resource_types=(
        "AWS::CloudFront::Distribution",
        "AWS::CloudFront::OriginAccessControl",
        "AWS::CloudFront::ResponseHeadersPolicy",
        "AWS::CloudFront::Function",
    ),
    sla=("CloudFront", "distributions"),
    synonyms=("cdn", "content delivery network", "edge cache", "web front door", "static hosting"),
)

KINDS: tuple[Kind[Any], ...] = (CLOUDFRONT_DISTRIBUTION,)  # Any: a tuple of kinds has no common property type
