"""draw.io's own AWS stencils for our icons and groups, so that an opened file can be edited like any other.

Names and styles follow the AWS 2019+ library of draw.io (Sidebar-AWS4.js of github.com/jgraph/drawio). An
icon without a known stencil is embedded as an image.
"""

from base64 import b64encode
from collections.abc import Mapping

from cloudwright.design.diagram.artwork import icon
from cloudwright.design.diagram.drawing import GroupType

_BASE = "sketch=0;outlineConnect=0;fontColor=#232F3E;gradientColor=none;html=1;aspect=fixed;connectable=0;"
_COMPUTE, _STORAGE, _DATABASE = "#ED7100", "#7AA116", "#C925D1"
_NETWORK, _INTEGRATION, _SECURITY = "#8C4FFF", "#E7157B", "#DD344C"

_SERVICES: Mapping[str, tuple[str, str]] = {
    "AWSLambda": ("lambda", _COMPUTE),
    "AmazonSimpleStorageService": ("s3", _STORAGE),
    "AmazonDynamoDB": ("dynamodb", _DATABASE),
    "AmazonCloudFront": ("cloudfront", _NETWORK),
    "AmazonRoute53": ("route_53", _NETWORK),
    "AmazonAPIGateway": ("api_gateway", _NETWORK),
    "AmazonSimpleQueueService": ("sqs", _INTEGRATION),
    "AmazonSimpleNotificationService": ("sns", _INTEGRATION),
    "AmazonEventBridge": ("eventbridge", _INTEGRATION),
    "AmazonCloudWatch": ("cloudwatch_2", _INTEGRATION),
    "AWSCertificateManager": ("certificate_manager_3", _SECURITY),
    "AWSKeyManagementService": ("key_management_service", _SECURITY),
    "AmazonCognito": ("cognito", _SECURITY),
    "AWSWAF": ("waf", _SECURITY),
}
_RESOURCES: Mapping[str, tuple[str, str]] = {
    "AmazonRoute53HostedZone": ("hosted_zone", _NETWORK),
    "Users": ("users", "#232F3D"),
    "User": ("user", "#232F3D"),
    "Client": ("client", "#232F3D"),
    "Mobileclient": ("mobile_client", "#232F3D"),
    "Globe": ("globe", "#232F3D"),
    "Internet": ("internet", "#232F3D"),
}
_PLAIN_GROUP = (
    "rounded=0;html=1;container=1;collapsible=0;fillColor=none;dashed=1;verticalAlign=top;align=left;"
    "spacingLeft=8;spacingTop=2;fontStyle=1;fontSize=15;fontColor=#232F3E;"
)
_AWS_GROUP = (
    "sketch=0;outlineConnect=0;html=1;container=1;collapsible=0;recursiveResize=0;fillColor=none;"
    "verticalAlign=top;align=left;spacingLeft=30;fontStyle=1;fontSize=15;shape=mxgraph.aws4.group;"
)
# The palette's own subnets have no border (grStroke=0), only a fill, which would lie over lines.
_SUBNET = _AWS_GROUP + "grIcon=mxgraph.aws4.group_security_group;dashed=0;"
_GROUPS: Mapping[GroupType, str] = {
    "account": _AWS_GROUP
    + "grIcon=mxgraph.aws4.group_aws_cloud_alt;strokeColor=#232F3E;fontColor=#232F3E;dashed=0;",
    "region": _AWS_GROUP + "grIcon=mxgraph.aws4.group_region;strokeColor=#00A4A6;fontColor=#147EBA;dashed=1;",
    "vpc": _AWS_GROUP + "grIcon=mxgraph.aws4.group_vpc2;strokeColor=#8C4FFF;fontColor=#8C4FFF;dashed=0;",
    "public_subnet": _SUBNET + "strokeColor=#7AA116;fontColor=#248814;",
    "private_subnet": _SUBNET + "strokeColor=#00A4A6;fontColor=#147EBA;",
    "edge": _PLAIN_GROUP + "strokeColor=#8C4FFF;",
    "external": _PLAIN_GROUP + "strokeColor=#7D8998;",
}


def icon_style(stem: str) -> str:
    """Return the style of a square icon cell."""
    if stem in _SERVICES:
        name, fill = _SERVICES[stem]
        shape = f"shape=mxgraph.aws4.resourceIcon;resIcon=mxgraph.aws4.{name};"
        return f"{_BASE}fillColor={fill};strokeColor=#ffffff;{shape}"
    if stem in _RESOURCES:
        name, fill = _RESOURCES[stem]
        return f"{_BASE}fillColor={fill};strokeColor=none;shape=mxgraph.aws4.{name};"
    data = b64encode(icon(stem)).decode("ascii")
    return f"shape=image;html=1;aspect=fixed;imageAspect=0;connectable=0;image=data:image/svg+xml,{data};"


def group_style(group_type: GroupType) -> str:
    """Return the style of a boundary, a container whose children move with it."""
    return _GROUPS[group_type]
