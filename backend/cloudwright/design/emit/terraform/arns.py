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
        case "AWS::Lambda::Function":
            run = ("arn:", _PARTITION, ":apigateway:", _REGION, ":lambda:path/2015-03-31/functions/")
            invocations = Join((*run, Ref(resource.key, "Arn"), "/invocations"))
            yield invocations, (Token(f"{address}.invoke_arn"),)
        case "AWS::SSM::Parameter":
            arn = Join(("arn:", _PARTITION, ":ssm:", _REGION, ":", _ACCOUNT, ":parameter", this))
            yield arn, (Token(f"{address}.arn"),)
        case "AWS::Cognito::UserPool":
            issuer = Join(("https://cognito-idp.", _REGION, ".amazonaws.com/", this))
            yield issuer, ("https://", Token(f"{address}.endpoint"))
        case _:
            yield from _of_apis(resource, address)


def _of_apis(resource: Resource, address: str) -> Iterator[tuple[Join, Pieces]]:
    """Yield the texts about APIs and their stages."""
    this = Ref(resource.key)
    match resource.type:
        case "AWS::ApiGateway::RestApi":
            arn = Join(("arn:", _PARTITION, ":execute-api:", _REGION, ":", _ACCOUNT, ":", this))
            yield arn, (Token(f"{address}.execution_arn"),)
        case "AWS::ApiGateway::Stage":
            api = resource.properties["RestApiId"]
            if isinstance(api, Ref):
                parts = ("arn:", _PARTITION, ":apigateway:", _REGION, "::/restapis/", api, "/stages/", this)
                yield Join(parts), (Token(f"{address}.arn"),)
                url = Join(("https://", api, ".execute-api.", _REGION, ".amazonaws.com/", this))
                yield url, (Token(f"{address}.invoke_url"),)
        case "AWS::ApiGatewayV2::Api":
            arn = Join(("arn:", _PARTITION, ":execute-api:", _REGION, ":", _ACCOUNT, ":", this))
            yield arn, (Token(f"{address}.execution_arn"),)
            scheme = "wss" if resource.properties.get("ProtocolType") == "WEBSOCKET" else "https"
            host = Token(f'trimprefix({address}.api_endpoint, "{scheme}://")')
            yield Join((this, ".execute-api.", _REGION, ".amazonaws.com")), (host,)
        case "AWS::ApiGatewayV2::Stage":
            api = resource.properties["ApiId"]
            if isinstance(api, Ref):
                rest = (api, ".execute-api.", _REGION, ".amazonaws.com/", this)
                yield Join(("wss://", *rest)), (Token(f"{address}.invoke_url"),)
                https = Token(f'replace({address}.invoke_url, "wss://", "https://")')
                yield Join(("https://", *rest)), (https,)


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
