"""`cloudwright docs`: the pages of the documentation that are made from the program itself."""

from collections.abc import Mapping
from pathlib import Path

import click

from cloudwright.cli.reference import (
    api_keys,
    catalog,
    commands,
    coverage,
    errors,
    mcp,
    permissions,
    rules,
    settings,
)
from cloudwright.cli.writing import write_text


@click.command("docs", short_help="Write the generated pages of the documentation.")
@click.option("--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="docs/ folder.")
@click.pass_context
def command(context: click.Context, out: Path) -> None:
    """Write the pages that are made from the program itself; tests fail when they are out of date."""
    root = context.find_root().command
    if not isinstance(root, click.Group):
        raise click.UsageError("this command is part of cloudwright and cannot run alone")
    for path, text in pages(root).items():
        write_text(out / path, text)
        click.echo(f"Wrote {out / path}")


def pages(root: click.Group) -> Mapping[str, str]:
    """Return the text of every generated page by its path below docs/."""
    return {
        "reference/api-keys.md": api_keys.page(),
        "reference/catalog.md": catalog.page(),
        "reference/cli.md": commands.page(root),
        "reference/errors.md": errors.page(),
        "reference/mcp.md": mcp.page(),
        "reference/permissions.md": permissions.page(),
        "reference/rules.md": rules.page(),
        "reference/settings.md": settings.page(),
        "reference/terraform-coverage.md": coverage.page(),
    }
