"""docs/reference/errors.md: every error code that a person or a program can meet."""

import importlib
import pkgutil
import re
import sys
from collections.abc import Iterator

import cloudwright
from cloudwright.api.errors import STATUS
from cloudwright.cli.reference.markdown import table
from cloudwright.kit.errors import CloudwrightError


def page() -> str:
    """Return the page."""
    rows = [
        (f"`{error.code}`", error.kind.value.replace("_", " "), str(STATUS[error.kind].value), meaning(error))
        for error in every_error()
    ]
    return "\n".join(
        [
            "# Errors",
            "",
            (
                "Codes are stable. The sentence that comes with one says what happened, what was kept and "
                "what to do next. The command line ends with exit code 2 for all of them."
            ),
            "",
            table(("code", "kind", "HTTP", "when"), rows),
            "",
            (
                "Two more come from the HTTP layer itself: `VALIDATION_ERROR` (422: a field does not fit; "
                "`details.fields` names each) and `METHOD_NOT_ALLOWED` (405)."
            ),
            "",
        ]
    )


def every_error() -> tuple[type[CloudwrightError], ...]:
    """Return the errors of all modules by code; imports every module to find them."""
    for module in pkgutil.walk_packages(cloudwright.__path__, "cloudwright."):
        if not _runs_by_itself(module.name):
            importlib.import_module(module.name)
    found = {error.code: error for error in _below(CloudwrightError)} | {
        CloudwrightError.code: CloudwrightError
    }
    return tuple(found[code] for code in sorted(found))


def meaning(error: type[CloudwrightError]) -> str:
    """Return what is said about an error: its own docstring, else its line in the table of its module."""
    if error.__doc__ and error.__doc__ != CloudwrightError.__doc__:
        return error.__doc__.split("\n\n")[0]
    listed = re.search(
        rf"^ *{error.__name__} +{error.code} +(\S.*)$",
        sys.modules[error.__module__].__doc__ or "",
        re.MULTILINE,
    )
    if listed:
        return f"{listed[1][0].upper()}{listed[1][1:]}."
    words = re.sub(r"(?<!^)(?=[A-Z])", " ", error.__name__)
    return words.capitalize() + "."


def _below(error: type[CloudwrightError]) -> Iterator[type[CloudwrightError]]:
    for each in error.__subclasses__():
        if each.__module__.startswith("cloudwright."):
            yield each
            yield from _below(each)


def _runs_by_itself(module: str) -> bool:
    """Say whether importing the module is for a process of its own only."""
    return module.endswith(".engine")
