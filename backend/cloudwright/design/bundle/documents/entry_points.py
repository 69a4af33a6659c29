"""One command for each way in, to see that something answers."""

from collections.abc import Iterator

from cloudwright.design.blueprint.graph import Blueprint, Output
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
