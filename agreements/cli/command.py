"""Gather the commands of ``pactwright`` and turn every refusal into words and an exit code."""

from __future__ import annotations

from typing import Any

import click

from agreements.cli import batching, catalogue, choosing, comparing, drafting, letterheads, reading, scenarios, verifying, versions
from agreements.errors import AgreementError


class _Refusing(click.Group):
    """A group whose commands end with exit 1 and one line per fault when something is refused."""

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


for command in (
    *catalogue.COMMANDS,
    *choosing.COMMANDS,
    *drafting.COMMANDS,
    *letterheads.COMMANDS,
    *scenarios.COMMANDS,
    *batching.COMMANDS,
    *versions.COMMANDS,
    *comparing.COMMANDS,
    *reading.COMMANDS,
    *verifying.COMMANDS,
):
    main.add_command(command)
