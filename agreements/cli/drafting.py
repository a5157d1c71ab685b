"""The commands for one deal: explain, check, generate."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import click

from agreements.agreement import Agreement, from_json, to_json
from agreements.assembly import Drafted, draft
from agreements.checks import Finding, check, has_errors
from agreements.checks.acceptance import recorded
from agreements.cli.catalogue import as_json, dump
from agreements.cli.files import Place, file_name, read_json, refuse, write
from agreements.cli.letterheads import letterhead_of, letterhead_option
from agreements.cli.scenarios import PICTURES, format_given, page_options, refuse_stray_format, tell_risks
from agreements.deal import Acceptance
from agreements.editions import pinned, versions
from agreements.intake import read_deal
from agreements.render.formats import FORMATS, ending, formats
from agreements.render.pdf_fonts import unprintable
from clauses import library

deal_argument = click.argument("deal", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
out_option = click.option("--out", type=Place(path_type=Path, file_okay=False), default="out", show_default=True, help="Folder for the files.")
format_option = click.option(
    "--format", "wanted", default="docx,pdf", show_default=True, callback=lambda _c, _p, text: _formats(text), help=f"Any of {', '.join(FORMATS)}."
)


def _formats(text: str) -> tuple[str, ...]:
    try:
        return formats(text)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


def _drafted(path: str, *, tolerant: bool, versions_of: str = "") -> Drafted:
    known = library()
    deal = read_deal(read_json(path), known)
    return draft(pinned(deal, _versions(versions_of)) if versions_of else deal, known, tolerant=tolerant)


def _versions(path: str) -> dict[str, str]:
    content = Path(path).read_bytes()
    try:
        return versions(from_json(content))
    except ValueError:
        refuse(path, "this is not the JSON of an agreement.", "Give the file that was made with: pactwright generate --format json.")


@click.command()
@deal_argument
@as_json
@click.option("--risks", "by_risk", is_flag=True, help="Show each risk with the clauses that answer it and what stays open.")
@page_options(PICTURES)
def explain(deal: str, machine: bool, by_risk: bool, out: Path | None, wanted: tuple[str, ...]) -> None:
    """Say for each clause of DEAL why it is there, and which risks it answers; or with --risks how each risk is answered."""
    if not by_risk and (out is not None or format_given()):
        raise click.UsageError("--out and --format are for the page of the risks: add --risks.")
    refuse_stray_format(out)
    drafted = _drafted(deal, tolerant=True)
    if by_risk:
        tell_risks(drafted, machine, out, wanted)
        return
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
            titles = "; ".join(f"{risk} {drafted.library.risks[risk].title}" for risk in reason.risks)
            click.echo(f"        answers: {titles}")


def show(findings: Iterable[Finding], *, err: bool) -> None:
    """Print findings for people, one block each."""
    for finding in findings:
        place = " ".join(part for part in (finding.clause, finding.parameter) if part)
        mark = "accepted " if finding.accepted else ""
        click.echo(f"{mark}{finding.severity} {finding.code} {place}: {finding.message}".replace(" :", ":"), err=err)
        click.echo(f"    {_accepted(finding.accepted)}" if finding.accepted else f"    {finding.fix}  [{finding.source}]", err=err)


def _accepted(acceptance: Acceptance) -> str:
    who = ", ".join(part for part in (acceptance.name, acceptance.role) if part)
    return f"by {who}, on {acceptance.date}: {acceptance.reason}"


def counted(findings: Iterable[Finding]) -> str:
    """Return “2 errors, 1 warning”, and how many others were accepted, if any."""
    known = tuple(findings)
    severities = [finding.severity for finding in known if finding.accepted is None]
    errors, warnings, accepted = severities.count("error"), severities.count("warning"), len(known) - len(severities)
    counts = f"{errors} error{'' if errors == 1 else 's'}, {warnings} warning{'' if warnings == 1 else 's'}"
    return f"{counts}, {accepted} accepted" if accepted else counts


def as_rows(findings: Iterable[Finding]) -> list[dict[str, object]]:
    """Return findings for machines; only an accepted one says so."""
    return [{name: value for name, value in asdict(finding).items() if name != "accepted" or value} for finding in findings]


def _tell_boxes(agreement: Agreement) -> None:
    """Say which characters the PDF prints as boxes: those that its fonts lack."""
    lacking = unprintable(to_json(agreement).decode())
    if lacking:
        click.echo(f"The PDF prints these characters as boxes with their codes, because its fonts lack them: {' '.join(lacking)}", err=True)
        click.echo("    Add the words in Latin, Greek or Cyrillic letters. A machine reads them right all the same.", err=True)


@click.command(name="check")
@deal_argument
@as_json
def check_command(deal: str, machine: bool) -> None:
    """Check DEAL and say what is missing or wrong; exit 1 when there is an error."""
    findings = check(_drafted(deal, tolerant=True))
    if machine:
        dump(as_rows(findings))
    else:
        show(findings, err=False)
        click.echo(counted(findings), err=True)
    raise SystemExit(1 if has_errors(findings) else 0)


@click.command()
@deal_argument
@out_option
@format_option
@click.option("--draft", "as_draft", is_flag=True, help="Write a draft, with open points and a mark on each page, in spite of errors.")
@letterhead_option
@click.option("--versions-of", type=click.Path(exists=True, dir_okay=False), help="Draw each clause in the version that this agreement (JSON) has.")
def generate(deal: str, out: Path, wanted: tuple[str, ...], as_draft: bool, letterhead_file: str | None, versions_of: str | None) -> None:
    """Make the agreement of DEAL and print the path of each file."""
    letterhead = letterhead_of(letterhead_file)
    drafted = _drafted(deal, tolerant=False, versions_of=versions_of or "")
    findings = check(drafted)
    show(findings, err=True)
    if has_errors(findings) and not as_draft:
        click.echo(f"No agreement made: {counted(findings)}. Mend the errors, or ask for a draft with --draft.", err=True)
        raise SystemExit(1)
    name = file_name(drafted.deal.reference, drafted.deal.fingerprint)
    agreement = recorded(drafted, findings)
    made = {out / f"{name}.{ending(each)}": FORMATS[each](agreement, drafted.library, draft=as_draft, letterhead=letterhead) for each in wanted}
    for path, content in made.items():
        write(path, content)
        click.echo(str(path))
    if "pdf" in wanted:
        _tell_boxes(agreement)
    click.echo(f"{len(agreement.clauses)} clauses, {len(agreement.annexes)} annexes, {counted(findings)}", err=True)


COMMANDS = (explain, check_command, generate)
