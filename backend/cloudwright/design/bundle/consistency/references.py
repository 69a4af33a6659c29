"""Looks for names and links that lead nowhere."""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence

from cloudwright.design.bundle.consistency.contents import DESIGN, Contents, Disagreement, Root
from cloudwright.design.bundle.consistency.owners import Owners
from cloudwright.design.bundle.consistency.templates import mappings

_ROOT_FILES = ("providers.tf", "variables.tf", "versions.tf")
_REGION = "aws_region"
_VALUE = re.compile(r"^([a-z0-9_]+)\s+=", re.MULTILINE)
_ARCHIVE = re.compile(r"\.\./\.\./(functions/[a-z0-9-]+\.zip)")


def all_resolved(contents: Contents) -> Sequence[Disagreement]:
    """Check links between documents, boundaries, references inside templates and Terraform, and archives."""
    found = [*_links(contents), *_boundaries(contents)]
    owners = Owners(contents.components)
    for root in contents.roots:
        found += [*_in_templates(root, owners), *_in_terraform(root, owners), *_code(contents, root)]
        found += _values(contents, root)
    return found


def all_present(contents: Contents) -> Sequence[Disagreement]:
    """Look for files without which the others are of no use."""
    coded = [root.environment for root in contents.roots if root.blocks]
    wanted = ["README.md", "design.yaml", *(f"terraform/{e}/{name}" for e in coded for name in _ROOT_FILES)]
    found = [Disagreement(path, "", "is missing") for path in wanted if path not in contents.files]
    for folder, present in (
        ("cloudformation", {root.environment: bool(root.templates) for root in contents.roots}),
        ("terraform", {root.environment: bool(root.blocks) for root in contents.roots}),
    ):
        empty = [environment for environment, there in present.items() if not there]
        if any(present.values()):
            found += [Disagreement(f"{folder}/{each}", "", "is empty") for each in empty]
    return found


def _links(contents: Contents) -> Iterator[Disagreement]:
    for path, page in contents.pages.items():
        for link in page.links:
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), link.split("#")[0]))
            inside = any(name.startswith(f"{target}/") for name in contents.files)
            if target not in contents.files and not inside and link.split("#")[0]:
                yield Disagreement(path, "", f"links to {target}, which is not in the bundle")


def _boundaries(contents: Contents) -> Iterator[Disagreement]:
    """Look for boundaries that something in design.yaml lies in and that are not there."""
    architecture = contents.design.get("architecture")
    if not isinstance(architecture, dict):
        return
    drawn = mappings(architecture.get("boundaries"))
    known = {boundary.get("id") for boundary in drawn}
    around = {boundary.get("parent") for boundary in drawn}
    around |= {component.get("boundary") for component in mappings(architecture.get("components"))}
    for missing in sorted(str(each) for each in around - known - {None}):
        yield Disagreement(DESIGN, missing, f"has things in the boundary {missing}, which is missing")


def _in_templates(root: Root, owners: Owners) -> Iterator[Disagreement]:
    for path, template in root.templates.items():
        known = template.parameters | set(template.resources)
        for name, declared in template.resources.items():
            for missing in sorted(declared.refers - known):
                yield Disagreement(
                    path, owners.of_logical_id(missing) or "", f"{name} refers to {missing}, which is missing"
                )
        for name, refers in template.output_refers.items():
            for missing in sorted(refers - known):
                yield Disagreement(
                    path,
                    owners.of_logical_id(missing) or "",
                    f"output {name} needs {missing}, which is missing",
                )


def _in_terraform(root: Root, owners: Owners) -> Iterator[Disagreement]:
    known = {block.address for blocks in root.blocks.values() for block in blocks}
    for path, blocks in root.blocks.items():
        for block in blocks:
            for missing in sorted(block.refers - known):
                owner = owners.of_label(missing.split(".")[-1]) or ""
                yield Disagreement(path, owner, f"{block.address} refers to {missing}, which is missing")
                yield Disagreement(f"terraform/{root.environment}", owner, f"lacks {missing}")


def _values(contents: Contents, root: Root) -> Iterator[Disagreement]:
    """Compare the values of a root with its variables; the Region and secrets alone have none."""
    if not root.blocks:
        return
    path = f"terraform/{root.environment}/terraform.tfvars"
    given = set(_VALUE.findall(contents.files.get(path, b"").decode()))
    variables = [b for blocks in root.blocks.values() for b in blocks if b.kind == "variable"]
    declared = {b.labels[0] for b in variables}
    kept_out = {b.labels[0] for b in variables if b.sensitive}
    for name in sorted((declared - {_REGION} - kept_out) - given):
        yield Disagreement(path, "", f"has no place for the value of {name}")
    for name in sorted(kept_out & given):
        yield Disagreement(path, "", f"gives {name} a value, which is a secret")
    for name in sorted(given - declared):
        yield Disagreement(path, "", f"gives {name} a value, which is no variable")


def _code(contents: Contents, root: Root) -> Iterator[Disagreement]:
    texts: Mapping[str, str] = {path: contents.files[path].decode() for path in root.blocks}
    for path, text in texts.items():
        for archive in _ARCHIVE.findall(text):
            if archive not in contents.files:
                yield Disagreement(path, "", f"needs {archive}, which is missing")
