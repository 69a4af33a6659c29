"""For every test: no key that happens to be there is used, and memory is kept as by the product."""

import gc
import os
from collections.abc import Callable

import pytest
from hypothesis import settings

from builders.bars import PROPERTY, Telling, table
from builders.terraform_tool import MIRROR, mirror
from cloudwright.gateway.credentials import Credentials
from cloudwright.kit.memory import settle

gc.disable()  # until the tests are collected: what imports make stays
settings.register_profile("untimed", deadline=None)  # how long a test takes says more about the machine
settings.load_profile("untimed")

for name in Credentials.model_fields:
    os.environ.pop(name.upper(), None)
ON_POSTGRESQL = os.environ.get("CLOUDWRIGHT_TEST_DATABASE") == "postgresql"
os.environ["CLOUDWRIGHT_MODEL__PROVIDER"] = "built-in"  # an `.env` of the person who tests counts neither


def pytest_configure(config: pytest.Config) -> None:
    """Look for the mirror of Terraform's provider once for all processes of a run."""
    first_of_many = getattr(config.option, "numprocesses", None) and not hasattr(config, "workerinput")
    if first_of_many and (found := mirror()):
        os.environ[MIRROR] = str(found)


@pytest.fixture
def bar(record_property: Callable[[str, object], None]) -> Telling:
    """Tells what was tried for a bar of the proof, and fails where it went wrong."""

    def tell(name: str, what: str, *, wrong: int, of: int) -> None:
        record_property(PROPERTY, (name, what, wrong, of))
        assert (wrong, bool(of)) == (0, True), f"{name}: {wrong} of {of}, {what}"

    return tell


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Count a test that is an attempt itself, or so many: `bar("B6", "probes got through", 100)`."""
    for marker in item.iter_markers("bar"):
        if marker.args:
            name, what, *of = marker.args
            item.user_properties.append((PROPERTY, (name, what, 0, *(of or [1]))))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print the bars where they were asked for by their marker; a test that failed counts as gone wrong."""
    if config.option.markexpr == "bar":
        good, bad = (
            [told for report in terminalreporter.getreports(kind) for told in report.user_properties]
            for kind in ("passed", "failed")
        )
        terminalreporter.write_sep("-", "what must not happen, and how often it did")
        for line in table(good, bad):
            terminalreporter.write_line(str(line))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out what looks into SQLite itself where the suite runs on PostgreSQL."""
    if ON_POSTGRESQL:
        for item in items:
            if item.get_closest_marker("sqlite"):
                item.add_marker(pytest.mark.skip(reason="looks into SQLite itself"))


def pytest_collection_finish() -> None:
    """Start with what is loaded by now as the product does when it has started."""
    settle()
    gc.enable()
