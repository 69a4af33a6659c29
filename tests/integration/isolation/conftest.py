"""The two organisations of these tests."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from builders.belongings import TwoOrganizations, two_organizations


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def world(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[TwoOrganizations]:
    async with two_organizations(tmp_path_factory.mktemp("installation")) as world:
        yield world
