"""`cloudwright serve`: one process that serves the product."""

import socket

import click
import uvicorn

from cloudwright.bootstrap.starting import announced
from cloudwright.cli.failures import PortTaken
from cloudwright.config import ServerSettings, Settings
from cloudwright.database.directory import held_directory
from cloudwright.kit.memory import settle
from cloudwright.main import create_app

_LARGEST_FRAME_BYTES = 128 * 1024
_SHUTDOWN_SECONDS = 5


class _Server(uvicorn.Server):
    """Says where it answers once it does."""

    def __init__(self, config: uvicorn.Config, *, settings: Settings, model: str) -> None:
        super().__init__(config)
        self._settings = settings
        self._model = model

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            settle()
            click.echo(f"Cloudwright answers at {self._settings.public_origin}  (Ctrl-C stops it)")
            click.echo(f"Model: {self._model}")
            click.echo(f"Data: {self._settings.data.directory.resolve()}")


@click.command("serve", short_help="Serve the product on this machine.")
def command() -> None:
    """Serve the product on this machine, with everything it keeps in the data directory.

    Settings come from the environment and `.env`; docs/reference/settings.md lists them.
    """
    settings = Settings()
    model = announced(settings)
    _require_free(settings)
    listener = listening(settings.server)
    server = _Server(_config(settings), settings=settings, model=model)
    try:
        server.run(sockets=[listener])
    except KeyboardInterrupt:
        click.echo("Stopped.")
    finally:
        listener.close()


def _require_free(settings: Settings) -> None:
    """Refuse a data directory that is in use before anything starts; the application holds it later."""
    with held_directory(settings.data.directory):
        return


def listening(server: ServerSettings) -> socket.socket:
    """Return a bound socket; raises PortTaken."""
    family = socket.AF_INET6 if ":" in server.host else socket.AF_INET
    listener = socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((server.host, server.port))
    except OSError as error:
        listener.close()
        raise PortTaken(
            f"Cannot listen on {server.host} port {server.port}: {error.strerror}. "
            "Stop what uses it, or choose another with CLOUDWRIGHT_SERVER__PORT.",
            details={"host": server.host, "port": server.port},
        ) from error
    return listener


def _config(settings: Settings) -> uvicorn.Config:
    return uvicorn.Config(
        create_app(settings),
        log_config=None,
        log_level="warning",
        access_log=False,
        ws_max_size=_LARGEST_FRAME_BYTES,
        ws_per_message_deflate=False,
        timeout_graceful_shutdown=_SHUTDOWN_SECONDS,
        server_header=False,
    )
