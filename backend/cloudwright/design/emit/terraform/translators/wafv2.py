"""AWS WAF."""

from cloudwright.design.emit.terraform.reader import Spec
from cloudwright.design.emit.terraform.translator import Translator
from cloudwright.design.emit.terraform.writers import TAGS, Nested

_ACTIONS: Spec = {
    "Allow": Nested("allow", {}),
    "Block": Nested("block", {}),
    "Count": Nested("count", {}),
    "None": Nested("none", {}),
}
_VISIBILITY = Nested(
    "visibility_config",
    {
        "CloudWatchMetricsEnabled": "cloudwatch_metrics_enabled",
        "MetricName": "metric_name",
        "SampledRequestsEnabled": "sampled_requests_enabled",
    },
)
_STATEMENT: Spec = {
    "ManagedRuleGroupStatement": Nested(
        "managed_rule_group_statement",
        {
            "VendorName": "vendor_name",
            "Name": "name",
            "Version": "version",
            "RuleActionOverrides": Nested(
                "rule_action_override", {"Name": "name", "ActionToUse": Nested("action_to_use", _ACTIONS)}
            ),
        },
    ),
    "RateBasedStatement": Nested(
        "rate_based_statement",
        {
            "Limit": "limit",
            "AggregateKeyType": "aggregate_key_type",
            "EvaluationWindowSec": "evaluation_window_sec",
        },
    ),
    "GeoMatchStatement": Nested("geo_match_statement", {"CountryCodes": "country_codes"}),
}

WEB_ACL = Translator(
    type="AWS::WAFv2::WebACL",
    resource="aws_wafv2_web_acl",
    arguments={
        "Name": "name",
        "Description": "description",
        "Scope": "scope",
        "DefaultAction": Nested("default_action", _ACTIONS),
        "Rules": Nested(
            "rule",
            {
                "Name": "name",
                "Priority": "priority",
                "Action": Nested("action", _ACTIONS),
                "OverrideAction": Nested("override_action", _ACTIONS),
                "Statement": Nested("statement", _STATEMENT),
                "VisibilityConfig": _VISIBILITY,
            },
        ),
        "VisibilityConfig": _VISIBILITY,
        "Tags": TAGS,
    },
    references={"Arn": "arn", "Id": "id"},
    named="name",
)

ASSOCIATION = Translator(
    type="AWS::WAFv2::WebACLAssociation",
    resource="aws_wafv2_web_acl_association",
    arguments={"ResourceArn": "resource_arn", "WebACLArn": "web_acl_arn"},
)

TRANSLATORS = (WEB_ACL, ASSOCIATION)
