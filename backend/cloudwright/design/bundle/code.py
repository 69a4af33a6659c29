"""The infrastructure and function code of a bundle, for every environment."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from cloudwright.design.blueprint.graph import Blueprint
from cloudwright.design.bundle.files import BundleFile
from cloudwright.design.bundle.parts import EVERY_PART, Part
from cloudwright.design.emit.cloudformation import emitter as cloudformation
from cloudwright.design.emit.cloudformation.template import template
from cloudwright.design.emit.code_archive import code_archives
from cloudwright.design.emit.terraform import emitter as terraform


def code_files(
    blueprints: Iterable[Blueprint], parts: frozenset[Part] = EVERY_PART
) -> tuple[BundleFile, ...]:
    """Return `cloudformation/`, `terraform/` and `functions/`; functions are the same in all environments.

    Raises EmitError when a blueprint cannot be written.
    """
    writers = [_WRITERS[part] for part in Part if part in parts and part in _WRITERS]
    files: dict[str, BundleFile] = {}
    for blueprint in blueprints:
        for write in (*writers, _functions) if writers else ():
            files |= {file.path: file for file in write(blueprint)}
    return tuple(files[path] for path in sorted(files))


def lintable(blueprints: Sequence[Blueprint]) -> Mapping[str, str]:
    """Return the JSON text of every template by the path of its file."""
    return {
        cloudformation.template_path(blueprint, stack): json.dumps(template(blueprint, stack))
        for blueprint in blueprints
        for stack in blueprint.stacks
    }


def _templates(blueprint: Blueprint) -> Iterator[BundleFile]:
    for file in cloudformation.emit(blueprint):
        yield BundleFile(file.path, file.text.encode())


def _roots(blueprint: Blueprint) -> Iterator[BundleFile]:
    for file in terraform.emit(blueprint):
        yield BundleFile(file.path, file.text.encode())


def _functions(blueprint: Blueprint) -> Iterator[BundleFile]:
    for asset in blueprint.code:
        yield BundleFile(f"functions/{asset.element_id}/{asset.filename}", asset.source.encode())
    for path, content in code_archives(blueprint.code):
        yield BundleFile(path, content)


_WRITERS: Mapping[Part, Callable[[Blueprint], Iterator[BundleFile]]] = {
    Part.CLOUDFORMATION: _templates,
    Part.TERRAFORM: _roots,
}
