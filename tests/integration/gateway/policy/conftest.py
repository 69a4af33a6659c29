"""One installation for all tests of rules, and an organisation for each."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
import svcs

from builders.people import SignedIn, a_person
from builders.platform import a_transport


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def world(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[tuple[svcs.Container, Any]]:
    async with a_transport(tmp_path_factory.mktemp("installation")) as (services, transport):
        yield services, transport


@pytest_asyncio.fixture(loop_scope="module")
async def owner(world: tuple[svcs.Container, Any]) -> AsyncIterator[SignedIn]:
    async with a_person(*world, name="Ada") as person:
        yield person
