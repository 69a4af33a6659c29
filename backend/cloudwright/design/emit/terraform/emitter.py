"""The Terraform root of a blueprint."""

from collections.abc import Iterator

from cloudwright.design.blueprint.graph import Blueprint, Parameter, Resource, Series, references
from cloudwright.design.blueprint.values import Param
from cloudwright.design.emit.errors import UntranslatedType
from cloudwright.design.emit.files import EmittedFile
from cloudwright.design.emit.terraform import root_files
from cloudwright.design.emit.terraform.area_files import Written, area_files
from cloudwright.design.emit.terraform.hcl.tree import Block
from cloudwright.design.emit.terraform.registry import ADDRESSES, TRANSLATORS
from cloudwright.design.emit.terraform.scope import Scope, lives_away
from cloudwright.design.emit.terraform.series import as_one
from cloudwright.design.emit.terraform.translator import translate


def emit(blueprint: Blueprint) -> tuple[EmittedFile, ...]:
    """Return `terraform/<environment>/*`, in the order in which a person reads them.

    Raises UntranslatedType or UntranslatedProperty when something of the blueprint would be lost.
    """
    scope = Scope(blueprint, ADDRESSES)
    areas = [*area_files([*_all_written(scope)])]
    used = _used_parameters(blueprint)
    outputs = root_files.outputs(scope)
    data = root_files.data_sources([outputs, *(text for _, text in areas)])
    files = {
        "versions.tf": root_files.versions(),
        "providers.tf": root_files.providers(blueprint),
        "backend.tf.example": root_files.backend_example(blueprint),
        "variables.tf": root_files.variables(blueprint, used),
        "terraform.tfvars": root_files.values(blueprint, used),
        "data.tf": f"{data}\n" if data else "",
        **dict(areas),
        "outputs.tf": outputs,
    }
    folder = f"terraform/{blueprint.environment}"
    return tuple(EmittedFile(f"{folder}/{name}", text) for name, text in files.items() if text)


def _all_written(scope: Scope) -> Iterator[Written]:
    """Yield what each resource becomes, a series at the place of its first member."""
    series: dict[tuple[str, str, str], list[Resource]] = {}
    for resource in scope.blueprint.resources:
        if resource.series is not None:
            series.setdefault(_series_id(resource, resource.series), []).append(resource)
    for resource in scope.blueprint.resources:
        if resource.series is None:
            yield _written(resource, _blocks(resource, scope), scope=scope)
        else:
            members = series.pop(_series_id(resource, resource.series), [])
            blocks = {m.series.key: _blocks(m, scope) for m in members if m.series is not None}
            if blocks:
                yield _written(resource, (as_one(blocks),), scope=scope)


def _series_id(resource: Resource, series: Series) -> tuple[str, str, str]:
    return resource.key.element_id, resource.type, series.name


def _blocks(resource: Resource, scope: Scope) -> tuple[Block, ...]:
    translator = TRANSLATORS.get(resource.type)
    if translator is None:
        raise UntranslatedType(str(resource.key), resource.type)
    return translate(translator.of(resource), resource, scope=scope)


def _written(resource: Resource, blocks: tuple[Block, ...], *, scope: Scope) -> Written:
    return Written(
        area=resource.area,
        element_id=resource.key.element_id,
        place="us_east_1" if lives_away(scope.blueprint, resource) else "",
        part=resource.key.part,
        about=resource.about,
        blocks=blocks,
    )


def _used_parameters(blueprint: Blueprint) -> list[Parameter]:
    values = [*(r.properties for r in blueprint.resources), *(o.value for o in blueprint.outputs)]
    used = {found.name for value in values for found in references(value) if isinstance(found, Param)}
    return [parameter for parameter in blueprint.parameters if parameter.name in used]
