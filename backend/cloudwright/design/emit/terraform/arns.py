"""Texts that a blueprint puts together, because CloudFormation has no attribute or because of a cycle.

Terraform asks the resource instead.
"""

from collections.abc import Iterator

from cloudwright.design.blueprint.graph import Resource
from cloudwright.design.blueprint.values import Join, Pseudo, Ref, Scalar
from cloudwright.design.emit.terraform.hcl.tree import Token

_ACCOUNT, _PARTITION, _REGION = Pseudo.ACCOUNT_ID, Pseudo.PARTITION, Pseudo.REGION

Pieces = tuple[str | Token, ...]


def built_texts(resource: Resource, address: str) -> Iterator[tuple[Join, Pieces]]:
    """Yield each text that may be put together for the resource, and what is equal to it in Terraform."""
    this = Ref(resource.key)
    match resource.type:
        case "AWS::S3::Bucket":
            yield Join(("arn:", _PARTITION, ":s3:::", this)), (Token(f"{address}.arn"),)
            name = resource.properties.get("BucketName")
            if isinstance(name, Join):
                yield Join(("arn:", _PARTITION, ":s3:::", name)), (Token(f"{address}.arn"),)
                yield name, (Token(f"{address}.bucket"),)
        case "AWS::CloudFront::Distribution":
            arn = Join(("arn:", _PARTITION, ":cloudfront::", _ACCOUNT, ":distribution/", this))
            yield arn, (Token(f"{address}.arn"),)
        case "AWS::Logs::LogGroup":
            arn = Join(("arn:", _PARTITION, ":logs:", _REGION, ":", _ACCOUNT, ":log-group:", this))
            yield arn, (Token(f"{address}.arn"),)
        case "AWS::ApiGatewayV2::Api":
            arn = Join(("arn:", _PARTITION, ":execute-api:", _REGION, ":", _ACCOUNT, ":", this))
            yield arn, (Token(f"{address}.execution_arn"),)
            host = Token(f'trimprefix({address}.api_endpoint, "https://")')
            yield Join((this, ".execute-api.", _REGION, ".amazonaws.com")), (host,)
        case "AWS::Cognito::UserPool":
            issuer = Join(("https://cognito-idp.", _REGION, ".amazonaws.com/", this))
            yield issuer, ("https://", Token(f"{address}.endpoint"))


def flat(join: Join) -> tuple[Scalar, ...]:
    """Return the parts without nesting, neighbouring texts as one, so that equal texts are equal."""
    parts: list[Scalar] = []
    for part in join.parts:
        for piece in flat(part) if isinstance(part, Join) else (part,):
            before = parts[-1] if parts else None
            if _is_text(piece) and _is_text(before):
                parts[-1] = f"{before}{piece}"
            else:
                parts.append(piece)
    return tuple(parts)


def _is_text(piece: object) -> bool:
    return isinstance(piece, str) and not isinstance(piece, Pseudo)
