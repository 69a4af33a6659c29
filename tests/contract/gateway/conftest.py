"""One running gateway for all tests of official clients: to start one costs more than all their calls."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from builders.relayed import Gateway, a_gateway


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def gateway(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Gateway]:
    async with a_gateway(tmp_path_factory.mktemp("gateway")) as running:
        yield running
