"""The templates of a blueprint as files."""

from collections.abc import Mapping

from cloudwright.design.blueprint.graph import Blueprint, Stack
from cloudwright.design.emit.cloudformation.intrinsics import Node
from cloudwright.design.emit.cloudformation.template import template
from cloudwright.design.emit.cloudformation.yaml_text import Path, yaml_text
from cloudwright.design.emit.files import EmittedFile


def emit(blueprint: Blueprint) -> tuple[EmittedFile, ...]:
    """Return `cloudformation/<environment>/<stack>.yaml`, in the order in which they are deployed."""
    return tuple(_file(blueprint, stack) for stack in blueprint.stacks)


def template_path(blueprint: Blueprint, stack: Stack) -> str:
    """Return where the template of this stack lies in a bundle."""
    return f"cloudformation/{blueprint.environment}/{stack}.yaml"


def _file(blueprint: Blueprint, stack: Stack) -> EmittedFile:
    document = template(blueprint, stack)
    return EmittedFile(
        template_path(blueprint, stack), yaml_text(document, _comments(blueprint, stack, document))
    )


def _comments(blueprint: Blueprint, stack: Stack, document: Mapping[str, Node]) -> Mapping[Path, str]:
    """Return every reason by the path of the line it explains; one without its line stands at the nearest."""
    placed: dict[Path, str] = {}
    begun: set[str] = set()
    for resource in blueprint.resources:
        if resource.stack is not stack:
            continue
        element_id = resource.key.element_id
        if element_id not in begun and element_id in blueprint.purposes:
            placed["Resources", resource.logical_id] = _one_line(blueprint.purposes[element_id])
        begun.add(element_id)
        for dotted, text in resource.comments.items():
            top: Path = ("Resources", resource.logical_id)
            wanted = (*top, "Properties", *dotted.split(".")) if dotted else top
            path = _nearest(document, wanted)
            placed[path] = f"{placed[path]} {text}" if path in placed else text
    return placed


def _one_line(text: str) -> str:
    """Return the words that people gave without what would end a comment: line ends of any alphabet."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _nearest(document: Mapping[str, Node], wanted: Path) -> Path:
    """Return the longest beginning of the path that exists, not counting the bare word `Properties`."""
    node: Node = dict(document)
    reached: list[str] = []
    for step in wanted:
        if isinstance(node, dict) and step in node:
            node = node[step]
        elif isinstance(node, list) and step.isdigit() and int(step) < len(node):
            node = node[int(step)]
        else:
            break
        reached.append(step)
    if reached[-1] == "Properties":
        reached.pop()
    return tuple(reached)
