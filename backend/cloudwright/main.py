"""The HTTP application: middleware in order, routes, and the built front end."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import TypedDict
from urllib.parse import urlsplit

import structlog
import svcs
from fastapi import FastAPI
from starlette.middleware import Middleware
from svcs.starlette import SVCSMiddleware

from cloudwright.api.errors import ErrorBoundary, install_framework_errors
from cloudwright.api.frontend import Frontend, inline_script_hashes
from cloudwright.api.health import probes
from cloudwright.api.routes import PREFIX, api_router
from cloudwright.auth.endpoints import well_known
from cloudwright.bootstrap.starting import example_in_the_making, running
from cloudwright.config import ServerSettings, Settings
from cloudwright.gateway.applications.tokens.endpoints import TOKEN_PATH
from cloudwright.gateway.applications.tokens.endpoints import router as tokens
from cloudwright.gateway.ports import ModelSource
from cloudwright.gateway.relay.endpoints import DataPlane
from cloudwright.middleware.authentication import Authentication
from cloudwright.middleware.body_limit import BodyLimit
from cloudwright.middleware.client_address import ClientAddress
from cloudwright.middleware.csrf import CsrfProtection
from cloudwright.middleware.hosts import KnownHosts
from cloudwright.middleware.idempotency import Idempotency
from cloudwright.middleware.origins import LOOPBACK_HOSTS
from cloudwright.middleware.request_id import RequestIds
from cloudwright.middleware.security_headers import SecurityHeaders
from cloudwright.observability.logs import configure_logs

log = structlog.get_logger(__name__)


class State(TypedDict):
    """What the lifespan leaves for every request."""

    svcs_registry: svcs.Registry


def create_app(settings: Settings | None = None, models: Sequence[ModelSource] | None = None) -> FastAPI:
    """Return the application; settings and models come from the environment unless given.

    The first model answers.
    """
    chosen = settings or Settings()
    configure_logs(chosen.log)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[State]:
        del app
        async with running(chosen, models) as registry, example_in_the_making(registry):
            log.info("started", version=version("cloudwright"), data=str(chosen.data.directory))
            yield {"svcs_registry": registry}
        log.info("stopped")

    app = FastAPI(
        title="Cloudwright",
        version=version("cloudwright"),
        description="Design AWS systems by chatting; walk away with infrastructure code.",
        openapi_url=f"{PREFIX}/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        middleware=_middleware(chosen),
        telemetry={"tracing": False},
    )
    install_framework_errors(app)
    app.router.routes.extend(api_router().routes)  # included, each would be analysed twice
    app.include_router(probes)
    app.include_router(well_known)
    app.include_router(tokens)
    app.router.default = Frontend(chosen.server.frontend_directory)
    return app


def _middleware(settings: Settings) -> Sequence[Middleware]:
    """Outermost first."""
    server = settings.server
    hashes = [*server.script_hashes, *inline_script_hashes(server.frontend_directory)]
    origins = {settings.public_origin, *server.allowed_origins}
    return [
        Middleware(ClientAddress, trusted=server.trusted_proxies),
        Middleware(DataPlane),  # its calls have ids of their own, by which the ledger knows them
        Middleware(RequestIds),
        Middleware(SecurityHeaders, script_hashes=hashes, public_origin=settings.public_origin),
        Middleware(ErrorBoundary),
        Middleware(KnownHosts, hosts=_hosts(server, settings.public_origin), origins=origins),
        Middleware(CsrfProtection, origins=origins, signed=[f"{PREFIX}/billing/webhooks/stripe", TOKEN_PATH]),
        Middleware(BodyLimit, limit_bytes=server.body_limit_bytes),
        Middleware(SVCSMiddleware),
        Middleware(Authentication, prefix=PREFIX),
        Middleware(Idempotency),
    ]


def _hosts(server: ServerSettings, public_origin: str) -> frozenset[str]:
    public = urlsplit(public_origin).hostname
    return LOOPBACK_HOSTS | {name.lower() for name in server.allowed_hosts} | ({public} if public else set())
