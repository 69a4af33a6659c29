"""The files of a bundle, each with the function that writes it."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from cloudwright.design.bundle.checks import CheckReport
from cloudwright.design.bundle.code import code_files
from cloudwright.design.bundle.consistency.report import ConsistencyReport, consistency
from cloudwright.design.bundle.deployer import deployer_policy
from cloudwright.design.bundle.documents.cost import cost
from cloudwright.design.bundle.documents.decisions import decisions
from cloudwright.design.bundle.documents.readme import readme
from cloudwright.design.bundle.documents.requirements import requirements
from cloudwright.design.bundle.documents.review import review
from cloudwright.design.bundle.documents.runbook import runbook
from cloudwright.design.bundle.files import BundleFile, text_file
from cloudwright.design.bundle.makefile import makefile
from cloudwright.design.bundle.one_page.page import one_page
from cloudwright.design.bundle.parts import Part
from cloudwright.design.bundle.pictures import pictures
from cloudwright.design.bundle.subject import Subject
from cloudwright.design.bundle.waived_checks import SETTINGS_PATH, checkov_settings
from cloudwright.design.bundle.workflow import PATH as WORKFLOW_PATH
from cloudwright.design.bundle.workflow import workflow
from cloudwright.design.model.document import Document, write

CONSISTENCY_PATH = "consistency.json"
_DOCUMENTS: Mapping[str, Callable[[Subject], str]] = {
    "README.md": readme,
    "brief.html": one_page,
    "docs/cost.md": cost,
    "docs/decisions.md": decisions,
    "docs/requirements.md": requirements,
    "docs/review.md": review,
    "docs/runbook.md": runbook,
}


@dataclass(frozen=True, slots=True)
class Planned:
    """A file that will be written; the same subject gives the same bytes, in any order of writing."""

    path: str
    write: Callable[[], BundleFile]


def assemble(subject: Subject, report: CheckReport) -> tuple[BundleFile, ...]:
    """Return all files by path; raises EmitError when the design cannot be compiled."""
    files = [*code_files(subject.blueprints.values(), subject.parts)]
    files += [planned.write() for planned in plan(subject, report, code=files)]
    return with_consistency(files)[0]


def plan(subject: Subject, report: CheckReport, *, code: Iterable[BundleFile]) -> tuple[Planned, ...]:
    """Return the files around the code, by path; all but consistency.json, which looks at the others."""
    paths = frozenset(file.path for file in code)
    found = dict(_texts(subject, report, paths=paths))
    if Part.DIAGRAMS in subject.parts:
        found |= {path: _bytes(path, draw) for path, draw in pictures(subject)}
    return tuple(Planned(path, found[path]) for path in sorted(found))


def with_consistency(files: Iterable[BundleFile]) -> tuple[tuple[BundleFile, ...], ConsistencyReport]:
    """Return the files with consistency.json among them, by path, and what it says."""
    found = {file.path: file for file in files}
    report = consistency(found.values())
    found[CONSISTENCY_PATH] = text_file(CONSISTENCY_PATH, _json(report.model_dump(mode="json")))
    return tuple(found[path] for path in sorted(found)), report


def _texts(
    subject: Subject, report: CheckReport, *, paths: frozenset[str]
) -> Iterator[tuple[str, Callable[[], BundleFile]]]:
    texts: dict[str, Callable[[], str]] = {
        path: _about(subject, document)
        for path, document in _DOCUMENTS.items()
        if path == "README.md" or Part.DOCUMENTS in subject.parts
    }
    texts["design.yaml"] = lambda: write(Document(architecture=subject.architecture, brief=subject.brief))
    texts["policies/deployer.json"] = lambda: deployer_policy(subject.blueprints.values())
    texts["checks/report.json"] = lambda: _json(report.model_dump(mode="json"))
    texts["Makefile"] = lambda: makefile(paths)
    if paths:
        texts[WORKFLOW_PATH] = lambda: workflow(paths)
        texts[SETTINGS_PATH] = lambda: checkov_settings(subject.blueprints.values())
    for path, text in texts.items():
        yield path, _text(path, text)


def _about(subject: Subject, document: Callable[[Subject], str]) -> Callable[[], str]:
    return lambda: document(subject)


def _text(path: str, text: Callable[[], str]) -> Callable[[], BundleFile]:
    return lambda: text_file(path, text())


def _bytes(path: str, content: Callable[[], bytes]) -> Callable[[], BundleFile]:
    return lambda: BundleFile(path, content())


def _json(content: object) -> str:
    return json.dumps(content, indent=2, ensure_ascii=False)
