"""How a resource's own values are called in Terraform."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from cloudwright.design.blueprint.graph import Resource
from cloudwright.design.blueprint.values import Ref
from cloudwright.design.emit.errors import UntranslatedProperty, UntranslatedType
from cloudwright.design.emit.terraform.hcl.tree import Expression, Quoted, Token

REF = ""  # the key of what CloudFormation's Ref returns


class Addressed(Protocol):
    """The part of a translator that other resources may refer to."""

    @property
    def resource(self) -> str: ...

    @property
    def references(self) -> Mapping[str, str]: ...

    def of(self, resource: Resource) -> "Addressed":
        """Return the translator of this very resource."""
        ...


@dataclass(frozen=True, slots=True)
class Addresses:
    """`references` of each translator give an attribute, or `other_type.attribute` of a companion resource.

    With text around it the attribute stands in braces: `https://{endpoint}`.
    """

    translators: Mapping[str, Addressed]

    def terraform_type(self, resource: Resource) -> str:
        return self._of(resource).resource

    def attribute(self, resource: Resource, reference: Ref, label: str) -> Expression:
        """Return `aws_sqs_queue.jobs.arn`; raises UntranslatedProperty when there is no such attribute."""
        translator = self._of(resource)
        found = translator.references.get(reference.attribute or REF)
        if found is None:
            raise UntranslatedProperty(str(resource.key), path=f"attribute {reference.attribute or 'Ref'}")
        before, brace, rest = found.partition("{")
        if not brace:
            return Token(_address(translator.resource, label, found))
        inside, _, after = rest.partition("}")
        token = Token(_address(translator.resource, label, inside))
        return Quoted(tuple(part for part in (before, token, after) if part))

    def _of(self, resource: Resource) -> Addressed:
        translator = self.translators.get(resource.type)
        if translator is None:
            raise UntranslatedType(str(resource.key), resource.type)
        return translator.of(resource)


def _address(resource: str, label: str, attribute: str) -> str:
    type_name, dot, own = attribute.partition(".")
    if dot and type_name.startswith("aws_"):
        return f"{type_name}.{label}.{own}"
    return f"{resource}.{label}.{attribute}"
