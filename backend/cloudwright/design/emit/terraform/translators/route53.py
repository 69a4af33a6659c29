"""Amazon Route 53."""

from collections.abc import Iterable

from cloudwright.design.blueprint.values import Ref
from cloudwright.design.emit.terraform.hcl.tree import Attribute, Block, Item, Token
from cloudwright.design.emit.terraform.reader import Reader, Spec
from cloudwright.design.emit.terraform.translator import Translator
from cloudwright.design.emit.terraform.writers import TAGS, Custom, Inline


def _alias(reader: Reader, name: str) -> Iterable[Item]:
    """Write the alias; the zone of a distribution is asked of it, not written as a number."""
    why = reader.why(name)
    child = reader.child(name)
    items = child.items(_ALIAS)
    target = child.values.get("DNSName")
    if isinstance(target, Ref) and target.attribute == "DomainName":
        zone = Attribute("zone_id", Token(f"{reader.scope.address(target.resource)}.hosted_zone_id"))
        items = [zone if isinstance(i, Attribute) and i.name == "zone_id" else i for i in items]
    if "EvaluateTargetHealth" not in child.values:
        items.append(Attribute("evaluate_target_health", Token("false")))
    yield Block("alias", (), tuple(items), why)


_ALIAS: Spec = {
    "DNSName": "name",
    "HostedZoneId": "zone_id",
    "EvaluateTargetHealth": "evaluate_target_health",
}

HOSTED_ZONE = Translator(
    type="AWS::Route53::HostedZone",
    resource="aws_route53_zone",
    arguments={
        "Name": "name",
        "HostedZoneConfig": Inline({"Comment": "comment"}),
        "HostedZoneTags": TAGS,
    },
    references={"": "zone_id", "Id": "zone_id", "NameServers": "name_servers"},
)

RECORD_SET = Translator(
    type="AWS::Route53::RecordSet",
    resource="aws_route53_record",
    arguments={
        "HostedZoneId": "zone_id",
        "Name": "name",
        "Type": "type",
        "TTL": "ttl",
        "ResourceRecords": "records",
        "SetIdentifier": "set_identifier",
        "AliasTarget": Custom(_alias, _ALIAS),
    },
    references={"": "fqdn"},
)

TRANSLATORS = (HOSTED_ZONE, RECORD_SET)
