"""`cloudwright openapi`: the description of the HTTP API, without starting a server."""

import json
from pathlib import Path

import click

from cloudwright.cli.writing import write_text
from cloudwright.config import ServerSettings, Settings
from cloudwright.main import create_app


@click.command("openapi", short_help="Write the description of the HTTP API.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="File; standard output without.")
def command(out: Path | None) -> None:
    """Write the OpenAPI description of the HTTP API."""
    if out is None:
        click.echo(description(), nl=False)
    else:
        write_text(out, description())
        click.echo(f"Wrote {out}")


def description() -> str:
    """Return the description as indented JSON; it depends on no setting of this machine."""
    app = create_app(Settings(server=ServerSettings()))
    return json.dumps(app.openapi(), indent=2, ensure_ascii=False) + "\n"
