"""The commands for one deal: explain, check, generate."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import click

from agreements.assembly import Drafted, draft
from agreements.checks import Finding, check, has_errors
from agreements.cli.catalogue import as_json, dump
from agreements.cli.files import file_name, read_json, write
from agreements.intake import read_deal
from agreements.render.formats import FORMATS, formats
from clauses import library

deal_argument = click.argument("deal", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
out_option = click.option("--out", type=click.Path(path_type=Path, file_okay=False), default="out", show_default=True, help="Folder for the files.")
format_option = click.option(
    "--format", "wanted", default="docx,pdf", show_default=True, callback=lambda _c, _p, text: _formats(text), help=f"Any of {', '.join(FORMATS)}."
)


def _formats(text: str) -> tuple[str, ...]:
    try:
        return formats(text)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


def _drafted(path: str, *, tolerant: bool) -> Drafted:
    known = library()
    return draft(read_deal(read_json(path), known), known, tolerant=tolerant)


@click.command()
@deal_argument
@as_json
def explain(deal: str, machine: bool) -> None:
    """Say for each clause of DEAL why it is there, and which risks it answers."""
    drafted = _drafted(deal, tolerant=True)
    rows = []
    for reason in drafted.agreement.reasons:
        row = asdict(reason)
        row.pop("version")
        if not reason.annex:
            row.pop("annex")
        rows.append(row)
    if machine:
        dump(rows)
        return
    for reason in drafted.agreement.reasons:
        place = f"{reason.annex} {reason.number}" if reason.annex else reason.number
        click.echo(f"{place + '.':<8}{reason.title}  [{reason.clause}: {reason.variant}]")
        for sentence in reason.because:
            click.echo(f"        because: {sentence}")
        if reason.risks:
            titles = "; ".join(f"{risk} {drafted.library.risks[risk]}" for risk in reason.risks)
            click.echo(f"        answers: {titles}")


def show(findings: Iterable[Finding], *, err: bool) -> None:
    """Print findings for people, one block each."""
    for finding in findings:
        place = " ".join(part for part in (finding.clause, finding.parameter) if part)
        click.echo(f"{finding.severity} {finding.code} {place}: {finding.message}".replace(" :", ":"), err=err)
        click.echo(f"    {finding.fix}  [{finding.source}]", err=err)


def counted(findings: Iterable[Finding]) -> str:
    """Return “2 errors, 1 warning”."""
    severities = [finding.severity for finding in findings]
    errors, warnings = severities.count("error"), severities.count("warning")
    return f"{errors} error{'' if errors == 1 else 's'}, {warnings} warning{'' if warnings == 1 else 's'}"


@click.command(name="check")
@deal_argument
@as_json
def check_command(deal: str, machine: bool) -> None:
    """Check DEAL and say what is missing or wrong; exit 1 when there is an error."""
    findings = check(_drafted(deal, tolerant=True))
    if machine:
        dump([asdict(finding) for finding in findings])
    else:
        show(findings, err=False)
        click.echo(counted(findings), err=True)
    raise SystemExit(1 if has_errors(findings) else 0)


@click.command()
@deal_argument
@out_option
@format_option
@click.option("--draft", "as_draft", is_flag=True, help="Write a draft, with open points and a mark on each page, in spite of errors.")
def generate(deal: str, out: Path, wanted: tuple[str, ...], as_draft: bool) -> None:
    """Make the agreement of DEAL and print the path of each file."""
    drafted = _drafted(deal, tolerant=False)
    findings = check(drafted)
    show(findings, err=True)
    if has_errors(findings) and not as_draft:
        click.echo(f"No agreement made: {counted(findings)}. Mend the errors, or ask for a draft with --draft.", err=True)
        raise SystemExit(1)
    name = file_name(drafted.deal.reference, drafted.deal.fingerprint)
    made = {out / f"{name}.{each}": FORMATS[each](drafted.agreement, draft=as_draft) for each in wanted}
    for path, content in made.items():
        write(path, content)
        click.echo(str(path))
    click.echo(f"{len(drafted.agreement.clauses)} clauses, {len(drafted.agreement.annexes)} annexes, {counted(findings)}", err=True)


COMMANDS = (explain, check_command, generate)
