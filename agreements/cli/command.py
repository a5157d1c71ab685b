"""Gather the commands of ``pactwright`` and turn every refusal into words and an exit code."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Any

import click

from agreements.errors import AgreementError

COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "batch": "batching",
        "check": "drafting",
        "checks": "catalogue",
        "choose": "choosing",
        "clauses": "catalogue",
        "compare": "comparing",
        "example": "catalogue",
        "explain": "drafting",
        "generate": "drafting",
        "kinds": "catalogue",
        "letterhead": "letterheads",
        "library": "versions",
        "read-back": "reading",
        "scenario": "scenarios",
        "scenarios": "scenarios",
        "schema": "catalogue",
        "verify": "verifying",
    }
)


class _Refusing(click.Group):
    """A group whose commands end with exit 1 and one line per fault when something is refused.

    A command is imported when it is called: most need but a part of the engine, and a bad file is refused sooner.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # the signature is that of click
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # the signature is that of click
        if cmd_name not in COMMANDS:
            return None
        found: tuple[click.Command, ...] = import_module(f"agreements.cli.{COMMANDS[cmd_name]}").COMMANDS
        return next(command for command in found if command.name == cmd_name)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except AgreementError as error:
            for fault in error.faults:
                click.echo(str(fault), err=True)
            raise SystemExit(1) from None
        except BrokenPipeError:
            raise SystemExit(1) from None
        except OSError as error:
            click.echo(f"{error.filename or 'file'}: {error.strerror or error}. Choose another place, or make room.", err=True)
            raise SystemExit(1) from None


@click.group(cls=_Refusing, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="pactwright", prog_name="pactwright")
def main() -> None:
    """Draft cooperation agreements between innovation hubs from a reviewed clause library."""
