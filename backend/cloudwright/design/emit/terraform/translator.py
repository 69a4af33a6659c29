"""A translator: what one CloudFormation resource type is in Terraform."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from cloudwright.design.blueprint.graph import Blueprint, Resource
from cloudwright.design.emit.dependencies import explicit_dependencies
from cloudwright.design.emit.terraform.hcl.tree import Attribute, Blank, Block, Item, Token, Tuple, text
from cloudwright.design.emit.terraform.reader import Page, Reader, Spec
from cloudwright.design.emit.terraform.scope import Scope, lives_away

_WORLDWIDE = ("aws_cloudfront_", "aws_iam_", "aws_route53_")  # the same from every region
_OTHER_REGION = Attribute("provider", Token("aws.us_east_1"))


@dataclass(frozen=True)
class Translator:
    """`arguments` writes the properties; `references` gives the Terraform attribute for each GetAtt.

    The key "" of `references` is what Ref returns. `companions` names the further resource types that
    `arguments` may write. `always` stands in the main block whatever the properties are. `named` is the
    argument for a name that Terraform wants and CloudFormation makes up. `waits` names the companion, if any,
    that carries `depends_on` instead of the main block. `instead` names the properties that make a resource
    another Terraform type, and its translator.
    """

    type: str
    resource: str
    arguments: Spec
    references: Mapping[str, str] = field(default_factory=dict)
    companions: tuple[str, ...] = ()
    always: tuple[Item, ...] = ()
    named: str = ""
    waits: str = ""
    instead: Mapping[str, "Translator"] = field(default_factory=dict)

    def of(self, resource: Resource) -> "Translator":
        """Return the translator of this resource: its own type's, or the one that a property calls for."""
        return next((other for name, other in self.instead.items() if name in resource.properties), self)


def translate(translator: Translator, resource: Resource, *, scope: Scope) -> tuple[Block, ...]:
    """Return the blocks of a resource, the main one after the documents it uses.

    Raises UntranslatedProperty when a property has no place.
    """
    page = Page()
    reader = Reader(resource, scope, resource.properties, page)
    items = reader.items(translator.arguments)
    unsaid = [why for path, why in resource.comments.items() if path not in page.explained]
    items = [*_name(translator, items, reader=reader), *items, *translator.always]
    main = Block("resource", (translator.resource, reader.label), tuple(items), " ".join(unsaid))
    dependencies = explicit_dependencies(scope.blueprint, resource)
    waited = [*(scope.block_address(other.key) for other in dependencies), *page.waits]
    order = [*dict.fromkeys(waited)]
    carrier = translator.waits or translator.resource
    blocks = [*page.before, main, *page.after]
    blocks = [_waiting(block, carrier, order=order) for block in blocks]
    return tuple(_placed(block, resource, blueprint=scope.blueprint) for block in blocks)


def _name(translator: Translator, items: Sequence[Item], *, reader: Reader) -> list[Item]:
    """Return the name argument when the properties gave none."""
    given = {item.name for item in items if isinstance(item, Attribute)}
    if not translator.named or translator.named in given:
        return []
    return [Attribute(translator.named, text(reader.scope.physical_name(reader.resource.key)))]


def _waiting(block: Block, carrier: str, *, order: Sequence[str]) -> Block:
    if not order or block.type != "resource" or block.labels[0] != carrier:
        return block
    waits = Attribute("depends_on", Tuple(tuple(Token(address) for address in order)))
    return replace(block, items=(*block.items, Blank(), waits))


def _placed(block: Block, resource: Resource, *, blueprint: Blueprint) -> Block:
    """Return the block with the provider of us-east-1 where its resource lives there, away from home."""
    if block.type != "resource" or block.labels[0].startswith(_WORLDWIDE):
        return block
    if not lives_away(blueprint, resource):
        return block
    return replace(block, items=(_OTHER_REGION, Blank(), *block.items))
