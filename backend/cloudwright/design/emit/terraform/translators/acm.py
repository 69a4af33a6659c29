"""AWS Certificate Manager. CloudFormation creates the validation records itself; Terraform is told how."""

from collections.abc import Iterable

from cloudwright.design.emit.terraform.hcl.tree import Attribute, Block, Item, Token
from cloudwright.design.emit.terraform.reader import Reader
from cloudwright.design.emit.terraform.translator import Translator
from cloudwright.design.emit.terraform.writers import TAGS, Custom

_VALIDATION = "aws_acm_certificate_validation"


def _domain(reader: Reader, name: str) -> Iterable[Item]:
    """Write the domain name, and the wait until the certificate is issued."""
    items = [Attribute("certificate_arn", Token(f"{reader.address}.arn"))]
    if "DomainValidationOptions" in reader.values:
        records = f"[for record in aws_route53_record.{_record_label(reader)} : record.fqdn]"
        items.append(Attribute("validation_record_fqdns", Token(records)))
    why = "Waits until the certificate is issued; what uses it comes after."
    reader.page.after.append(Block("resource", (_VALIDATION, reader.label), tuple(items), why))
    yield reader.argument("domain_name", name)


def _validation_records(reader: Reader, name: str) -> Iterable[Item]:
    options = reader.children(name)
    zones = {option.values.get("HostedZoneId") for option in options}
    if len(zones) != 1 or any(set(option.values) != {"DomainName", "HostedZoneId"} for option in options):
        raise reader.refusal(name, reason="the names must be validated in one hosted zone")
    zone = options[0].expression("HostedZoneId")
    reader.page.after.append(
        Block(
            "resource",
            ("aws_route53_record", _record_label(reader)),
            (
                Attribute("for_each", Token(_EACH_OPTION.format(certificate=reader.address))),
                Attribute("zone_id", zone),
                Attribute("name", Token("each.value.name")),
                Attribute("type", Token("each.value.type")),
                Attribute("records", Token("[each.value.record]")),
                Attribute("ttl", Token("60")),
                Attribute(
                    "allow_overwrite", Token("true"), "A renewed certificate asks for the same record."
                ),
            ),
            reader.why(name),
        )
    )
    return ()


def _record_label(reader: Reader) -> str:
    return f"{reader.label}_validation"


_EACH_OPTION = """{{
  for option in {certificate}.domain_validation_options : option.domain_name => {{
    name   = option.resource_record_name
    type   = option.resource_record_type
    record = option.resource_record_value
  }}
}}"""

CERTIFICATE = Translator(
    type="AWS::CertificateManager::Certificate",
    resource="aws_acm_certificate",
    arguments={
        "DomainName": Custom(_domain),
        "SubjectAlternativeNames": "subject_alternative_names",
        "ValidationMethod": "validation_method",
        "KeyAlgorithm": "key_algorithm",
        "DomainValidationOptions": Custom(
            _validation_records, {"DomainName": "domain_name", "HostedZoneId": "zone_id"}
        ),
        "Tags": TAGS,
    },
    references={"": f"{_VALIDATION}.certificate_arn"},
    companions=("aws_route53_record", _VALIDATION),
    always=(Block("lifecycle", (), (Attribute("create_before_destroy", Token("true")),)),),
)

TRANSLATORS = (CERTIFICATE,)
