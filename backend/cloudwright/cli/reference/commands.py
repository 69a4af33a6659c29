"""docs/reference/cli.md: the help of every command."""

from collections.abc import Iterator

import click


def page(root: click.Group) -> str:
    """Return the page for a group of commands."""
    return "\n".join(
        [
            "# Command line",
            "",
            "Exit codes: 0 good, 1 findings or failed checks, 2 bad input, 70 our fault, 130 interrupted.",
            "Errors go to standard error as `error CODE: sentence`; [errors.md](errors.md) lists the codes.",
            "",
            *_sections(root, _context(root, "cloudwright")),
        ]
    )


def _sections(group: click.Group, context: click.Context) -> Iterator[str]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None:
            continue
        inner = _context(command, name, parent=context)
        yield f"## {inner.command_path}"
        yield ""
        yield "```text"
        yield command.get_help(inner)
        yield "```"
        yield ""
        if isinstance(command, click.Group):
            yield from _sections(command, inner)


def _context(command: click.Command, name: str, *, parent: click.Context | None = None) -> click.Context:
    """Return a context in which help reads the same on every terminal."""
    return click.Context(
        command, info_name=name, parent=parent, terminal_width=100, help_option_names=["-h", "--help"]
    )
