"""`cloudwright`: the outermost layer of the command line, where errors become sentences and exit codes."""

import sys
import traceback
from collections.abc import Mapping, Sequence
from importlib import import_module

import click

from cloudwright.cli.failures import BAD_INPUT, CRASHED, INTERRUPTED, describe, usage
from cloudwright.kit.errors import CloudwrightError
from cloudwright.kit.memory import settle

COMMANDS: Mapping[str, str] = {
    "serve": "Serve the product on this machine.",
    "design": "Turn a sentence into a checked bundle, unattended.",
    "chat": "Design in turns: reads messages from standard input.",
    "compile": "Write the bundle of a design.yaml.",
    "validate": "Check a bundle that was written before.",
    "price": "Show what a design costs a month.",
    "review": "Show what our rules find in a design.",
    "diff": "Show how two designs differ.",
    "catalog": "List kinds of components, patterns and rules.",
    "mcp": "Serve AWS knowledge and the designs of a folder to MCP clients.",
    "migrate": "Bring the database up, or take the newest migration back.",
    "billing": "Set the plan of an organisation; write prices to the payment provider.",
    "operators": "Say who runs this installation and may see every organisation.",
    "openapi": "Write the description of the HTTP API.",
    "docs": "Write the generated pages of the documentation.",
}


class Commands(click.Group):
    """A group that imports a command when it is used, so that each starts as fast as it can."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order a newcomer needs them."""
        del ctx
        return [*COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of the module with this name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        found: object = getattr(import_module(f"cloudwright.cli.commands.{cmd_name}"), "command", None)
        return found if isinstance(found, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing any."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([*COMMANDS.items()])


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="cloudwright", prog_name="cloudwright")
def cli() -> None:
    """Design AWS systems by chatting; walk away with infrastructure code that is valid and priced.

    Exit codes: 0 good, 1 findings or failed checks, 2 bad input.
    """


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; what went wrong is said on standard error."""
    try:
        code: object = cli.main(args=[*arguments], prog_name="cloudwright", standalone_mode=False)
    except click.ClickException as error:
        click.echo(usage(error), err=True)
        return BAD_INPUT
    except CloudwrightError as error:
        click.echo(describe(error), err=True)
        return BAD_INPUT
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()  # the reader went away; there is nobody left to tell
        return INTERRUPTED
    except Exception:  # noqa: BLE001  outermost: a fault of ours, shown whole so that it can be reported
        traceback.print_exc()
        return CRASHED
    return code if isinstance(code, int) else 0


def main() -> None:
    """Run the command that the arguments of this process name."""
    settle()
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
