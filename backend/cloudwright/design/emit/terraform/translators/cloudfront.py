"""Amazon CloudFront."""

from collections.abc import Iterable

from cloudwright.design.emit.terraform.hcl.tree import (
    Attribute,
    Block,
    Expression,
    Heredoc,
    Item,
    Token,
    Tuple,
    text,
)
from cloudwright.design.emit.terraform.reader import Reader, Spec
from cloudwright.design.emit.terraform.translator import Translator
from cloudwright.design.emit.terraform.writers import TAGS, Custom, Implied, Inline, Nested

_READ_ONLY = Tuple((text("GET"), text("HEAD")))  # what CloudFront takes when nothing is said


def _origin(reader: Reader, name: str) -> Iterable[Item]:
    """Write a custom origin; Terraform wants the ports and protocols that CloudFormation has by default."""
    why = reader.why(name)
    written = {
        item.name: item for item in reader.child(name).items(_CUSTOM_ORIGIN) if isinstance(item, Attribute)
    }
    defaults = {argument: Attribute(argument, value) for argument, value in _CUSTOM_ORIGIN_DEFAULTS.items()}
    known = {**defaults, **written}
    items = tuple(known[argument] for argument in _CUSTOM_ORIGIN.values() if argument in known)
    yield Block("custom_origin_config", (), items, why)


_CUSTOM_ORIGIN = {
    "HTTPPort": "http_port",
    "HTTPSPort": "https_port",
    "OriginProtocolPolicy": "origin_protocol_policy",
    "OriginSSLProtocols": "origin_ssl_protocols",
    "OriginReadTimeout": "origin_read_timeout",
    "OriginKeepaliveTimeout": "origin_keepalive_timeout",
}
_CUSTOM_ORIGIN_DEFAULTS: dict[str, Expression] = {
    "http_port": Token("80"),
    "https_port": Token("443"),
    "origin_ssl_protocols": Tuple((text("TLSv1.2"),)),
}


_LOGGING = Nested(
    "logging_config", {"Bucket": "bucket", "Prefix": "prefix", "IncludeCookies": "include_cookies"}
)


def _logging(reader: Reader, name: str) -> Iterable[Item]:
    """Write where logs go, and wait until the bucket takes access control lists: CloudFront looks at once."""
    bucket = reader.scope.find(reader.child(name).values["Bucket"])
    if bucket is not None:
        reader.page.waits.append(f"aws_s3_bucket_ownership_controls.{reader.scope.label(bucket.key)}")
    yield from _LOGGING.write(reader, name)


# An empty identity, the old way, says that origin access control is used instead.
_ORIGIN_ACCESS_CONTROL = Inline({"OriginAccessIdentity": Implied("")})

_BEHAVIOR: Spec = {
    "PathPattern": "path_pattern",
    "TargetOriginId": "target_origin_id",
    "ViewerProtocolPolicy": "viewer_protocol_policy",
    "AllowedMethods": "allowed_methods",
    "CachedMethods": "cached_methods",
    "Compress": "compress",
    "CachePolicyId": "cache_policy_id",
    "OriginRequestPolicyId": "origin_request_policy_id",
    "ResponseHeadersPolicyId": "response_headers_policy_id",
    "FunctionAssociations": Nested(
        "function_association", {"EventType": "event_type", "FunctionARN": "function_arn"}
    ),
}


def _behavior(block: str) -> Custom:
    """Return the writer of behaviours; Terraform wants both lists of methods said."""

    def write(reader: Reader, name: str) -> Iterable[Item]:
        single = block == "default_cache_behavior"
        for child in [reader.child(name)] if single else reader.children(name):
            why = reader.why(name)
            items = child.items(_BEHAVIOR)
            for argument, value in (
                ("allowed_methods", "AllowedMethods"),
                ("cached_methods", "CachedMethods"),
            ):
                if value not in child.values:
                    items.insert(_last_attribute(items), Attribute(argument, _READ_ONLY))
            yield Block(block, (), tuple(items), why)

    return Custom(write, _BEHAVIOR)


def _last_attribute(items: list[Item]) -> int:
    return sum(isinstance(item, Attribute) for item in items)


_DEFAULT_CERTIFICATE = Block(
    "viewer_certificate", (), (Attribute("cloudfront_default_certificate", Token("true")),)
)
_EVERYWHERE = Block(
    "restrictions", (), (Block("geo_restriction", (), (Attribute("restriction_type", text("none")),)),)
)


def _config(reader: Reader, name: str) -> Iterable[Item]:
    child = reader.child(name)
    yield from child.items(_CONFIG)
    if "Restrictions" not in child.values:
        yield _EVERYWHERE
    if "ViewerCertificate" not in child.values:
        yield _DEFAULT_CERTIFICATE


_CONFIG: Spec = {
    "Enabled": "enabled",
    "Comment": "comment",
    "Aliases": "aliases",
    "DefaultRootObject": "default_root_object",
    "HttpVersion": "http_version",
    "IPV6Enabled": "is_ipv6_enabled",
    "PriceClass": "price_class",
    "WebACLId": "web_acl_id",
    "Origins": Nested(
        "origin",
        {
            "Id": "origin_id",
            "DomainName": "domain_name",
            "OriginPath": "origin_path",
            "OriginAccessControlId": "origin_access_control_id",
            "ConnectionAttempts": "connection_attempts",
            "ConnectionTimeout": "connection_timeout",
            "S3OriginConfig": _ORIGIN_ACCESS_CONTROL,
            "CustomOriginConfig": Custom(_origin, _CUSTOM_ORIGIN),
            "OriginCustomHeaders": Nested("custom_header", {"HeaderName": "name", "HeaderValue": "value"}),
            "OriginShield": Nested(
                "origin_shield", {"Enabled": "enabled", "OriginShieldRegion": "origin_shield_region"}
            ),
        },
    ),
    "DefaultCacheBehavior": _behavior("default_cache_behavior"),
    "CacheBehaviors": _behavior("ordered_cache_behavior"),
    "CustomErrorResponses": Nested(
        "custom_error_response",
        {
            "ErrorCode": "error_code",
            "ResponseCode": "response_code",
            "ResponsePagePath": "response_page_path",
            "ErrorCachingMinTTL": "error_caching_min_ttl",
        },
    ),
    "Logging": Custom(_logging, _LOGGING.nested),
    "Restrictions": Nested(
        "restrictions",
        {
            "GeoRestriction": Nested(
                "geo_restriction", {"RestrictionType": "restriction_type", "Locations": "locations"}
            )
        },
    ),
    "ViewerCertificate": Nested(
        "viewer_certificate",
        {
            "AcmCertificateArn": "acm_certificate_arn",
            "SslSupportMethod": "ssl_support_method",
            "MinimumProtocolVersion": "minimum_protocol_version",
            "CloudFrontDefaultCertificate": "cloudfront_default_certificate",
        },
    ),
}

DISTRIBUTION = Translator(
    type="AWS::CloudFront::Distribution",
    resource="aws_cloudfront_distribution",
    arguments={"DistributionConfig": Custom(_config, _CONFIG), "Tags": TAGS},
    references={"": "id", "Id": "id", "DomainName": "domain_name"},
)

ORIGIN_ACCESS_CONTROL = Translator(
    type="AWS::CloudFront::OriginAccessControl",
    resource="aws_cloudfront_origin_access_control",
    arguments={
        "OriginAccessControlConfig": Inline(
            {
                "Name": "name",
                "Description": "description",
                "OriginAccessControlOriginType": "origin_access_control_origin_type",
                "SigningBehavior": "signing_behavior",
                "SigningProtocol": "signing_protocol",
            }
        )
    },
    references={"": "id", "Id": "id"},
)

_OVERRIDE = {"Override": "override"}
_ITEMS = Nested("items", {"Header": "header", "Value": "value", "Override": "override"})

RESPONSE_HEADERS_POLICY = Translator(
    type="AWS::CloudFront::ResponseHeadersPolicy",
    resource="aws_cloudfront_response_headers_policy",
    arguments={
        "ResponseHeadersPolicyConfig": Inline(
            {
                "Name": "name",
                "Comment": "comment",
                "SecurityHeadersConfig": Nested(
                    "security_headers_config",
                    {
                        "ContentSecurityPolicy": Nested(
                            "content_security_policy",
                            {"ContentSecurityPolicy": "content_security_policy", **_OVERRIDE},
                        ),
                        "ContentTypeOptions": Nested("content_type_options", _OVERRIDE),
                        "FrameOptions": Nested("frame_options", {"FrameOption": "frame_option", **_OVERRIDE}),
                        "ReferrerPolicy": Nested(
                            "referrer_policy", {"ReferrerPolicy": "referrer_policy", **_OVERRIDE}
                        ),
                        "StrictTransportSecurity": Nested(
                            "strict_transport_security",
                            {
                                "AccessControlMaxAgeSec": "access_control_max_age_sec",
                                "IncludeSubdomains": "include_subdomains",
                                "Preload": "preload",
                                **_OVERRIDE,
                            },
                        ),
                        "XSSProtection": Nested(
                            "xss_protection",
                            {"Protection": "protection", "ModeBlock": "mode_block", **_OVERRIDE},
                        ),
                    },
                ),
                "CustomHeadersConfig": Nested("custom_headers_config", {"Items": _ITEMS}),
                "RemoveHeadersConfig": Nested(
                    "remove_headers_config", {"Items": Nested("items", {"Header": "header"})}
                ),
            }
        )
    },
    references={"": "id", "Id": "id"},
)


def _code(reader: Reader, name: str) -> Iterable[Item]:
    yield Attribute("code", Heredoc((reader.literal(name),)), reader.why(name))


EDGE_FUNCTION = Translator(
    type="AWS::CloudFront::Function",
    resource="aws_cloudfront_function",
    arguments={
        "Name": "name",
        "FunctionConfig": Inline({"Comment": "comment", "Runtime": "runtime"}),
        "AutoPublish": "publish",
        "FunctionCode": Custom(_code),
    },
    references={"": "arn", "FunctionARN": "arn", "FunctionMetadata.FunctionARN": "arn"},
    named="name",
)

TRANSLATORS = (DISTRIBUTION, ORIGIN_ACCESS_CONTROL, RESPONSE_HEADERS_POLICY, EDGE_FUNCTION)
