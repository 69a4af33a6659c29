"""The files of every Terraform root: versions, providers, backend, variables, their values, outputs."""

from collections.abc import Iterable, Sequence

from cloudwright.design.blueprint.graph import Blueprint, Parameter, Stack
from cloudwright.design.emit.standard_tags import standard_tags
from cloudwright.design.emit.terraform.hcl.printer import expression_lines, file_text
from cloudwright.design.emit.terraform.hcl.tree import (
    Attribute,
    Block,
    Comment,
    Expression,
    Item,
    Object,
    Quoted,
    Token,
    Tuple,
    text,
)
from cloudwright.design.emit.terraform.scope import Scope, lives_away, snake_case

PROVIDER_VERSION = "~> 5.100"  # what the output is written for and tested with
_TERRAFORM_VERSION = ">= 1.5"
_REGION_VARIABLE = "aws_region"
_SOURCES = ("aws_caller_identity", "aws_partition", "aws_region")


def versions() -> str:
    aws = Object((("source", text("hashicorp/aws")), ("version", text(PROVIDER_VERSION))))
    required = Block("required_providers", (), (Attribute("aws", aws),))
    version = Attribute("required_version", text(_TERRAFORM_VERSION))
    return file_text([Block("terraform", (), (version, required))])


def providers(blueprint: Blueprint) -> str:
    """Return the providers: the home region and, where something lives there, us-east-1."""
    tags = tuple((key, text(value)) for key, value in standard_tags(blueprint).items())
    default_tags = Block("default_tags", (), (Attribute("tags", Token("local.tags")),))
    blocks = [
        Block("locals", (), (Attribute("tags", Object(tags)),)),
        Block("provider", ("aws",), (Attribute("region", Token(f"var.{_REGION_VARIABLE}")), default_tags)),
    ]
    if any(lives_away(blueprint, resource) for resource in blueprint.resources):
        alias = (
            Attribute("alias", text("us_east_1")),
            Attribute("region", text(blueprint.stack_region(Stack.GLOBAL))),
            default_tags,
        )
        why = "CloudFront takes certificates, web ACLs and alarms from us-east-1 only."
        blocks.append(Block("provider", ("aws",), alias, why))
    return file_text(blocks)


def backend_example(blueprint: Blueprint) -> str:
    """Return a backend to copy: state is shared and locked, and needs a bucket that exists first."""
    settings = (
        Attribute("bucket", text("REPLACE-WITH-YOUR-STATE-BUCKET")),
        Attribute("key", text(f"{blueprint.name}/{blueprint.environment}/terraform.tfstate")),
        Attribute("region", text(blueprint.region)),
        Attribute("encrypt", Token("true")),
        Attribute("use_lockfile", Token("true"), "S3 locks the state itself, from Terraform 1.10 on."),
    )
    return file_text(
        [
            Comment("Copy to backend.tf, name a bucket that exists, and run terraform init again."),
            Block("terraform", (), (Block("backend", ("s3",), settings),)),
        ]
    )


def data_sources(texts: Iterable[str]) -> str:
    """Return the data sources that the other files ask for; nothing when they ask for none."""
    together = "\n".join(texts)
    blocks = [
        Block("data", (source, "current")) for source in _SOURCES if f"data.{source}.current" in together
    ]
    if "data.aws_availability_zones.available" in together:
        ordinary = Block(
            "filter",
            (),
            (
                Attribute("name", text("opt-in-status")),
                Attribute("values", Tuple((text("opt-in-not-required"),))),
            ),
        )
        why = "Availability Zones of the Region; Local Zones are left out."
        state = Attribute("state", text("available"))
        blocks.insert(0, Block("data", ("aws_availability_zones", "available"), (state, ordinary), why))
    return file_text(blocks).strip("\n")


def variables(blueprint: Blueprint, used: Sequence[Parameter]) -> str:
    """Return variables.tf: the Region, and every parameter that the root uses."""
    region = Block(
        "variable",
        (_REGION_VARIABLE,),
        (
            Attribute("description", text(_region_of(blueprint))),
            Attribute("type", Token("string")),
            Attribute("default", text(blueprint.region)),
            _validation(
                Token(f'var.{_REGION_VARIABLE} == "{blueprint.region}"'),
                f"The design is priced and checked for {blueprint.region}; compile it for another first.",
            ),
        ),
    )
    return file_text([region, *(_variable(parameter) for parameter in used)])


def _region_of(blueprint: Blueprint) -> str:
    away = any(lives_away(blueprint, resource) for resource in blueprint.resources)
    return (
        "Region of everything that CloudFront does not need in us-east-1" if away else "Region of everything"
    )


def _variable(parameter: Parameter) -> Block:
    name = snake_case(parameter.name)
    items: list[Item] = [
        Attribute("description", text(parameter.description)),
        Attribute("type", Token("number" if parameter.type == "Number" else "string")),
    ]
    if parameter.default is not None:
        items.append(Attribute("default", _plain(parameter.default)))
    if parameter.secret:
        items.append(Attribute("sensitive", Token("true")))
    if parameter.pattern is not None:
        pattern = expression_lines(text(parameter.pattern))[0]
        shape = f"look like {parameter.example}" if parameter.example else f"match {parameter.pattern}"
        condition = Token(f"can(regex({pattern}, var.{name}))")
        items.append(_validation(condition, f"The value of {name} must {shape}."))
    elif parameter.default is None:
        nothing = "null" if parameter.type == "Number" else '""'
        items.append(
            _validation(Token(f"var.{name} != {nothing}"), f"Give {name} a value, in terraform.tfvars.")
        )
    return Block("variable", (name,), tuple(items))


def _validation(condition: Expression, message: str) -> Block:
    return Block(
        "validation", (), (Attribute("condition", condition), Attribute("error_message", text(message)))
    )


def _plain(value: str | int) -> Expression:
    return text(value) if isinstance(value, str) else Token(str(value))


def outputs(scope: Scope) -> str:
    blocks = [
        Block(
            "output",
            (snake_case(output.name),),
            (
                Attribute("description", text(output.description)),
                Attribute("value", scope.expression(output.value, stack=output.stack)),
            ),
        )
        for output in scope.blueprint.outputs
    ]
    return file_text(blocks).lstrip("\n")


def values(blueprint: Blueprint, used: Sequence[Parameter]) -> str:
    """Return terraform.tfvars: what is known, and an empty text where only people know.

    An example in its place would pass its validation, and the deployment would fail half-way.
    """
    given = [parameter for parameter in used if not parameter.secret]
    if not given:
        return ""
    first = f"The values of {blueprint.environment}. What is empty is yours to give: no plan goes without it."
    return file_text([Comment(first), *map(_given, given)])


def _given(parameter: Parameter) -> Item:
    shape = f", such as {parameter.example}" if parameter.example not in parameter.description else ""
    if parameter.default is not None:
        return Attribute(snake_case(parameter.name), _plain(parameter.default), parameter.description)
    value = Token("null") if parameter.type == "Number" else Quoted(())
    return Attribute(snake_case(parameter.name), value, f"{parameter.description}{shape}")
