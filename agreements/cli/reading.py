"""The command that reads an edited Word file back: what was changed in it, by whom, and what the checks say of the text as it now reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from agreements.agreement import Agreement, fingerprint
from agreements.assembly import Drafted, draft
from agreements.checks import Finding, check, reworded
from agreements.checks.acceptance import recorded
from agreements.cli.catalogue import as_json, dump
from agreements.cli.drafting import as_rows as finding_rows
from agreements.cli.drafting import show
from agreements.cli.files import read_json
from agreements.foreign.carried import Carried, carried_agreement, carried_in_word, read_agreement
from agreements.foreign.file_kind import is_json
from agreements.foreign.refusal import LARGEST_FILE, refuse
from agreements.foreign.word_package import open_word
from agreements.intake import read_deal
from agreements.reading.edited import edited_agreement
from agreements.reading.edited_deal import with_values
from agreements.reading.reading import Reading, read_back
from agreements.reading.report import as_rows, counted, report
from clauses import library

foreign_file = click.Path(exists=True, dir_okay=False)


def read_file(path: str) -> bytes:
    """Return the bytes of a file from elsewhere, and one more than is allowed when it is too large."""
    with Path(path).open("rb") as stream:
        return stream.read(LARGEST_FILE + 1)


@dataclass(frozen=True, slots=True)
class _Base:
    """The agreement that a file is read against, where it comes from, and what a reader must know of it."""

    agreement: Agreement
    origin: str
    warnings: tuple[str, ...]


@click.command("read-back")
@click.argument("file", type=foreign_file)
@click.option(
    "--base", type=foreign_file, help="The agreement as generated (DOCX, PDF or JSON), where FILE does not carry it or you do not trust what it carries."
)
@click.option(
    "--deal", type=click.Path(exists=True, dir_okay=False), help="Run all checks of this deal on the edited text, and show what they find that is new."
)
@as_json
def read_back_command(file: str, base: str | None, deal: str | None, machine: bool) -> None:
    """Say what was changed in FILE, a Word file that was generated here and edited elsewhere: tracked or silently, with comments."""
    package = open_word(read_file(file), file)
    known = _base(file, carried_in_word(package), base)
    reading = read_back(package, known.agreement)
    findings, warnings = _findings(reading, deal)
    warnings = (*known.warnings, *warnings)
    if machine:
        dump(_rows(file, known, reading, findings, warnings))
        return
    for warning in warnings:
        click.echo(f"Warning: {warning}", err=True)
    agreement = known.agreement
    click.echo(f"{agreement.reference} · {agreement.kind_title} · library {agreement.library} · read against {known.origin}\n")
    click.echo(report(reading) or "Nothing was changed.")
    if findings:
        click.echo(f"\nWhat the checks say of the text as it now reads{'' if deal else ' (all of them run with --deal DEAL)'}\n")
        show(findings, err=False)
    click.echo(counted(reading), err=True)


def _base(file: str, carried: Carried | None, base: str | None) -> _Base:
    if base is None:
        if carried is None:
            refuse(file, "it does not carry the agreement that it was made from.", "Give the agreement as generated with --base (DOCX, PDF or JSON).")
        return _Base(carried.agreement, "the agreement that the file carries", tuple(_doubts(carried)))
    content = read_file(base)
    found = read_agreement(content, base) if is_json(content) else _out_of(content, base)
    differs = carried is not None and carried.fingerprint != fingerprint(found)
    return _Base(found, base, (f"{file} carries another agreement than {base}.",) if differs else ())


def _out_of(content: bytes, path: str) -> Agreement:
    carried = carried_agreement(content, path)
    if carried is None:
        refuse(path, "it does not carry an agreement.", "Give the file as it was generated, or its JSON.")
    if not carried.is_whole:
        refuse(path, "the agreement in it is not the one that it was made with.", "Give the file as it was generated, or its JSON.")
    return carried.agreement


def _doubts(carried: Carried) -> Iterator[str]:
    if not carried.stated:
        yield "the file does not say which fingerprint its agreement has; somebody has taken it out. Give the agreement as generated with --base."
    elif not carried.is_whole:
        yield (
            "THE AGREEMENT INSIDE THE FILE WAS CHANGED: it does not fit its fingerprint. What is said here cannot be relied on. "
            "Give the agreement as generated with --base."
        )


def _findings(reading: Reading, deal: str | None) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """Return what the checks find in the edited text, with a deal only what is new, and what a reader must know of the deal."""
    if not reading.edits and not deal:
        return (), ()
    edited = edited_agreement(reading)
    if deal is None:
        return reworded(reading.base, edited, library()), ()
    raw = read_json(deal)
    drafted = draft(read_deal(raw, library()), library(), tolerant=True)
    before = check(drafted)
    changed, unread = with_values(raw, reading.edits, drafted) if isinstance(raw, dict) else ({}, ())
    now = check(_edited(draft(read_deal(changed, library()), library(), tolerant=True), reading.base, edited))
    old = {_strike(finding) for finding in before}
    warnings = [f"the checks of values do not see what was typed for {', '.join(unread)}: it cannot be read back as a value."] if unread else []
    if fingerprint(recorded(drafted, before)) != fingerprint(reading.base):
        warnings.append(f"{deal} does not make the agreement that this file is read against: it is another deal, or the library has changed.")
    return tuple(finding for finding in now if _strike(finding) not in old), tuple(warnings)


def _edited(drafted: Drafted, base: Agreement, edited: Agreement) -> Drafted:
    return replace(drafted, agreement=edited, generated=base)


def _strike(finding: Finding) -> tuple[str, str, str, str]:
    return finding.code, finding.clause, finding.parameter, finding.message


def _rows(file: str, base: _Base, reading: Reading, findings: tuple[Finding, ...], warnings: tuple[str, ...]) -> dict[str, Any]:
    agreement = base.agreement
    named = {"file": file, "reference": agreement.reference, "kind": agreement.kind, "library": agreement.library, "fingerprint": fingerprint(agreement)}
    return {**named, "base": base.origin, "warnings": list(warnings), **as_rows(reading), "findings": finding_rows(findings)}


COMMANDS = (read_back_command,)
