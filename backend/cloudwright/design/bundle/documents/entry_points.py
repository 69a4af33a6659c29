"""One command for each way in, to see that something answers."""

from collections.abc import Iterator

from cloudwright.design.blueprint.graph import Blueprint, Output, Resource
from cloudwright.design.blueprint.values import Join
from cloudwright.design.bundle.markdown import sections
from cloudwright.design.bundle.parts import Part
from cloudwright.design.emit.terraform.scope import snake_case

_WAYS_IN = frozenset(
    {
        "AWS::ApiGateway::RestApi",
        "AWS::ApiGatewayV2::Api",
        "AWS::CloudFront::Distribution",
        "AWS::ElasticLoadBalancingV2::LoadBalancer",
        "AWS::Route53::RecordSet",
    }
)


def entry_points(parts: frozenset[Part], blueprint: Blueprint, *, stack_name: str) -> str:
    """Return the commands for every public URL among the outputs, or nothing where there is none."""
    found = list(_urls(blueprint))
    if not found:
        return ""
    commands = "\n".join(
        f'curl -I "$({_value(parts, blueprint, output, stack_name=stack_name)})"  # {output.element_id}'
        for output in found
    )
    return sections(
        "Every way in answers:",
        f"```sh\n{commands}\n```",
        "A status below 500 says that the way there works; 401, 403 and 404 are answers of the code or of its guard.",
    )


def _urls(blueprint: Blueprint) -> Iterator[Output]:
    known = {repr(o.value) for o in blueprint.outputs if _behind_distribution(blueprint, o.element_id or "")}
    for output in blueprint.outputs:
        types = {r.type for r in blueprint.of(output.element_id or "")}
        value = repr(output.value)
        named = output.name.endswith(("Url", "Endpoint")) and types & _WAYS_IN
        if named and _public(output) and value not in known:
            known.add(value)
            yield output


def _behind_distribution(blueprint: Blueprint, element_id: str) -> bool:
    """Say whether only CloudFront's addresses are let in: a call from anywhere else waits until it fails."""
    return any("SourcePrefixListId" in resource.properties for resource in blueprint.of(element_id))


def _public(output: Output) -> bool:
    """Say whether the value is an HTTPS URL: inner load balancers have http, sockets wss."""
    return not isinstance(output.value, Join) or str(output.value.parts[0]).startswith("https://")


def _value(parts: frozenset[Part], blueprint: Blueprint, output: Output, *, stack_name: str) -> str:
    if Part.TERRAFORM in parts:
        return f"terraform -chdir=terraform/prod output -raw {snake_case(output.name)}"
    return (
        f"aws cloudformation describe-stacks --region {blueprint.region} --stack-name {stack_name} "
        f"--query \"Stacks[0].Outputs[?OutputKey=='{output.name}'].OutputValue\" --output text"
    )


def sockets(parts: frozenset[Part], blueprint: Blueprint, *, stack_name: str) -> str:
    """Return the command that opens each WebSocket, which an ordinary call cannot, and what its answers mean."""
    found = [o for o in blueprint.outputs if isinstance(o.value, Join) and str(o.value.parts[0]) == "wss://"]
    if not found:
        return ""
    commands = "\n".join(
        _OPENING.format(
            address=_value(parts, blueprint, output, stack_name=stack_name),
            token=_token(blueprint, output),
            element=output.element_id,
        )
        for output in found
    )
    refusing = sorted({name for output in found for name in _doorkeepers(blueprint, output)})
    told = ", ".join(f"`{name}`" for name in refusing)
    return sections(
        f"{'A WebSocket opens' if len(found) == 1 else 'The WebSockets open'} (curl shows the answer, then waits until "
        "its five seconds are over):",
        f"```sh\n{commands}\n```",
        "`101` says that the connection is open"
        + (
            "; `401` that no token came with the call; `403` that the token was refused. The placeholder of "
            f"{told} refuses every token until your own code takes its place."
            if refusing
            else "; `403` that it was refused."
        ),
    )


# API Gateway takes the request for a WebSocket over HTTP/1.1 only.
_OPENING = """curl -i -m 5 --http1.1 -H "Connection: Upgrade" -H "Upgrade: websocket" \\
  -H "Sec-WebSocket-Version: 13" -H "Sec-WebSocket-Key: $(openssl rand -base64 16)" \\
  "$({address} | sed 's/^wss:/https:/')"{token}  # {element}"""


def _token(blueprint: Blueprint, output: Output) -> str:
    """Return where the command puts a token, as the check of the callers wants it."""
    sources = [str(a.properties.get("IdentitySource")) for a in _checks(blueprint, output)]
    if any("querystring.token" in source for source in sources):
        return "'?token=TOKEN'"
    return ' -H "Authorization: TOKEN"' if sources else ""


def _doorkeepers(blueprint: Blueprint, output: Output) -> Iterator[str]:
    return (str(check.properties["Name"]) for check in _checks(blueprint, output))


def _checks(blueprint: Blueprint, output: Output) -> Iterator[Resource]:
    found = blueprint.of(output.element_id or "")
    return (resource for resource in found if resource.type == "AWS::ApiGatewayV2::Authorizer")
