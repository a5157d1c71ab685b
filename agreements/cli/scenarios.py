"""The commands for scenarios and risks: scenarios, scenario, and what ``explain --risks`` shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeVar

import click
from click.core import ParameterSource

from agreements.assembly import Drafted
from agreements.checks import check
from agreements.cli.catalogue import as_json, dump, listed
from agreements.cli.files import Place, file_name, write
from agreements.errors import DealRefused, Fault, nearest
from agreements.library import Library
from agreements.render import risk_page, scenario_page
from agreements.render.pdf import print_page
from agreements.render.risk_matrix import draw
from agreements.risks import risks
from agreements.scenario import Scenario
from clauses import library

PAGES = ("html", "pdf")
PICTURES = (*PAGES, "svg")
Command = TypeVar("Command", bound=Callable[..., Any])


def page_options(allowed: tuple[str, ...]) -> Callable[[Command], Command]:
    """Return the options that write a page into a folder, in any of the *allowed* formats."""

    def chosen(_context: click.Context, _parameter: click.Parameter, text: str) -> tuple[str, ...]:
        wanted = tuple(dict.fromkeys(name.strip().lower() for name in text.split(",") if name.strip()))
        for name in wanted:
            if name not in allowed:
                raise click.BadParameter(f"there is no format “{name[:20]}” here. {nearest(name, allowed)}")
        if not wanted:
            raise click.BadParameter(f"name at least one format. Use one of: {', '.join(allowed)}.")
        return wanted

    def add(command: Command) -> Command:
        command = click.option("--out", type=Place(path_type=Path, file_okay=False), default=None, help="Write a page into this folder.")(command)
        text = f"With --out: any of {', '.join(allowed)}."
        return click.option("--format", "wanted", default="html", show_default=True, callback=chosen, help=text)(command)

    return add


def format_given() -> bool:
    """Tell whether somebody asked for a format, without which none counts."""
    return click.get_current_context().get_parameter_source("wanted") is ParameterSource.COMMANDLINE


def refuse_stray_format(out: Path | None) -> None:
    """Refuse a format that is for a page where no folder is named for one."""
    if out is None and format_given():
        raise click.UsageError("--format is for a page: add --out with a folder.")


@click.command()
@as_json
def scenarios(machine: bool) -> None:
    """List the scenarios of cooperation."""
    rows = [{"id": each.id, "title": each.title, "use_when": each.use_when, "kinds": each.kinds} for each in library().scenarios.values()]
    listed(rows, machine, ("id", "title", "use_when"))


@click.command()
@click.argument("scenario")
@as_json
@page_options(PAGES)
def scenario(scenario: str, machine: bool, out: Path | None, wanted: tuple[str, ...]) -> None:
    """Show a SCENARIO: steps, roles, costs, benefits, risks and what to decide; with --out as a page for the board."""
    refuse_stray_format(out)
    known = library()
    if scenario not in known.scenarios:
        raise DealRefused([Fault("", f"There is no scenario “{scenario[:60]}”.", nearest(scenario, known.scenarios))])
    found = known.scenarios[scenario]
    if out is not None:
        _write(out, found.id, _rendered(scenario_page.page(found, known), wanted))
    elif machine:
        dump(_as_json(found, known))
    else:
        click.echo(scenario_page.text(found, known))


def _as_json(found: Scenario, known: Library) -> dict[str, Any]:
    """Return the scenario with the clauses that answer each of its risks."""
    answers = {row.id: {"title": row.title, "clauses": row.clauses, "if_needed": row.if_needed} for row in scenario_page.risk_rows(found, known)}
    return asdict(found) | {"answers": answers}


def tell_risks(drafted: Drafted, machine: bool, out: Path | None, wanted: tuple[str, ...]) -> None:
    """Show each risk of the deal with the clauses that answer it and what stays open, as lines, as JSON, or as a page in *out*."""
    known = drafted.library
    report = risks(drafted, check(drafted))
    if out is not None:
        made = _rendered(risk_page.page(report, known), [each for each in wanted if each != "svg"])
        if "svg" in wanted:
            made["svg"] = draw(report, known.groups, known.words).encode()
        _write(out, f"{file_name(drafted.deal.reference, drafted.deal.fingerprint)}-risks", made)
    elif machine:
        dump(asdict(report))
    else:
        click.echo(risk_page.text(report, known.words))


def _rendered(page: str, wanted: Iterable[str]) -> dict[str, bytes]:
    return {name: print_page(page) if name == "pdf" else page.encode() for name in wanted}


def _write(out: Path, name: str, made: dict[str, bytes]) -> None:
    for suffix, content in made.items():
        path = out / f"{name}.{suffix}"
        write(path, content)
        click.echo(str(path))


COMMANDS = (scenarios, scenario)
