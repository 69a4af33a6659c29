"""The Terraform root of a blueprint."""

from cloudwright.design.blueprint.graph import Blueprint, Parameter, Resource, references
from cloudwright.design.blueprint.values import Param
from cloudwright.design.emit.errors import UntranslatedType
from cloudwright.design.emit.files import EmittedFile
from cloudwright.design.emit.terraform import root_files
from cloudwright.design.emit.terraform.area_files import Written, area_files
from cloudwright.design.emit.terraform.registry import ADDRESSES, TRANSLATORS
from cloudwright.design.emit.terraform.scope import Scope, lives_away
from cloudwright.design.emit.terraform.translator import translate


def emit(blueprint: Blueprint) -> tuple[EmittedFile, ...]:
    """Return `terraform/<environment>/*`, in the order in which a person reads them.

    Raises UntranslatedType or UntranslatedProperty when something of the blueprint would be lost.
    """
    scope = Scope(blueprint, ADDRESSES)
    areas = [*area_files([_written(resource, scope) for resource in blueprint.resources])]
    used = _used_parameters(blueprint)
    outputs = root_files.outputs(scope)
    data = root_files.data_sources([outputs, *(text for _, text in areas)])
    files = {
        "versions.tf": root_files.versions(),
        "providers.tf": root_files.providers(blueprint),
        "backend.tf.example": root_files.backend_example(blueprint),
        "variables.tf": root_files.variables(blueprint, used),
        "terraform.tfvars.example": root_files.example_values(used),
        "data.tf": f"{data}\n" if data else "",
        **dict(areas),
        "outputs.tf": outputs,
    }
    folder = f"terraform/{blueprint.environment}"
    return tuple(EmittedFile(f"{folder}/{name}", text) for name, text in files.items() if text)


def _written(resource: Resource, scope: Scope) -> Written:
    translator = TRANSLATORS.get(resource.type)
    if translator is None:
        raise UntranslatedType(str(resource.key), resource.type)
    return Written(
        area=resource.area,
        element_id=resource.key.element_id,
        place="us_east_1" if lives_away(scope.blueprint, resource) else "",
        part=resource.key.part,
        blocks=translate(translator, resource, scope=scope),
    )


def _used_parameters(blueprint: Blueprint) -> list[Parameter]:
    values = [*(r.properties for r in blueprint.resources), *(o.value for o in blueprint.outputs)]
    used = {found.name for value in values for found in references(value) if isinstance(found, Param)}
    return [parameter for parameter in blueprint.parameters if parameter.name in used]
