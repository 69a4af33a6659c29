"""No test talks to a provider because of a key that happens to be there."""

import os

import pytest

from cloudwright.gateway.credentials import Credentials

for name in Credentials.model_fields:
    os.environ.pop(name.upper(), None)
ON_POSTGRESQL = os.environ.get("CLOUDWRIGHT_TEST_DATABASE") == "postgresql"
os.environ["CLOUDWRIGHT_MODEL__PROVIDER"] = "built-in"  # an `.env` of the person who tests counts neither


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out what looks into SQLite itself where the suite runs on PostgreSQL."""
    if ON_POSTGRESQL:
        for item in items:
            if item.get_closest_marker("sqlite"):
                item.add_marker(pytest.mark.skip(reason="looks into SQLite itself"))
