"""The command that says whether a file still is what was generated, and what its answer proves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import click

from agreements.agreement import Agreement, fingerprint
from agreements.assembly import draft
from agreements.checks import check
from agreements.checks.acceptance import recorded
from agreements.cli.catalogue import as_json, dump
from agreements.cli.files import read_json
from agreements.cli.reading import foreign_file, read_file
from agreements.intake import read_deal
from agreements.render import docx, pdf
from agreements.verifying.verification import Verdict, verify
from clauses import library

_SAYS = {
    "unchanged": "Unchanged: every byte is as generated.",
    "same text": "The same text: it says what was generated, but it is not the same file.",
    "added to": "Added to: it begins with what was generated, and the pages say the same.",
    "same words": "NOT CONFIRMED: the words are those that were generated, but no page is drawn as this version of Pactwright draws it.",
    "changed": "CHANGED: this is not what was generated.",
}
_PROVES = (
    "This compares the file with the agreement that it carries. Whoever changes both alike makes a file that fits itself; only --deal, or --fingerprint with "
    "the number noted when it was made (it stands at the foot of each page), shows that."
)
_LEAST_DIGITS = 12


def _digits(_context: click.Context, _parameter: click.Parameter, text: str | None) -> str:
    """Return the digits of a fingerprint; the foot of a page has the first twelve of them, with blanks."""
    plain = re.sub(r"\s", "", text or "").lower()
    if text is not None and not re.fullmatch(rf"[0-9a-f]{{{_LEAST_DIGITS},64}}", plain):
        raise click.BadParameter(f"give at least {_LEAST_DIGITS} digits from 0 to f, as at the foot of each page.")
    return plain


@click.command("verify")
@click.argument("file", type=foreign_file)
@click.option("--deal", type=click.Path(exists=True, dir_okay=False), help="The deal that the file should have been made from: it is drafted again.")
@click.option(
    "--fingerprint", "noted", callback=_digits, help="The fingerprint that was noted when the file was made: the whole, or as at the foot of each page."
)
@as_json
def verify_command(file: str, deal: str | None, noted: str, machine: bool) -> None:
    """Say whether FILE, a PDF or a Word file, still is what was generated, from which deal and library, and what differs."""
    verdict = verify(
        read_file(file),
        file,
        lambda agreement, as_draft: docx.render(agreement, draft=as_draft),
        lambda agreement, as_draft, head: pdf.render(agreement, draft=as_draft, head=head),
    )
    origin = tuple(_origin(verdict, deal, noted))
    holds = verdict.holds and all(fits for fits, _ in origin)
    if machine:
        dump(_row(file, verdict, origin, holds=holds))
    else:
        _tell(verdict, origin, proved=bool(deal or noted))
    raise SystemExit(0 if holds else 1)


def _origin(verdict: Verdict, deal: str | None, noted: str) -> Iterator[tuple[bool, str]]:
    """Yield what the deal and the noted fingerprint say of the agreement that the file carries."""
    if noted:
        fits = verdict.fingerprint.startswith(noted)
        yield (
            fits,
            "It carries the agreement with the fingerprint that you gave."
            if fits
            else "IT CARRIES ANOTHER AGREEMENT than the one with the fingerprint that you gave.",
        )
    if deal:
        fits = fingerprint(_drafted(deal)) == verdict.fingerprint
        same = verdict.agreement.library == library().version
        why = "" if fits or same else f" It was made with library {verdict.agreement.library}; installed is {library().version}, which may draft it otherwise."
        yield fits, f"{deal} makes this very agreement." if fits else f"{deal} DOES NOT MAKE THIS AGREEMENT.{why}"


def _drafted(deal: str) -> Agreement:
    drafted = draft(read_deal(read_json(deal), library()), library(), tolerant=True)
    return recorded(drafted, check(drafted))


def _tell(verdict: Verdict, origin: tuple[tuple[bool, str], ...], *, proved: bool) -> None:
    agreement = verdict.agreement
    click.echo(_SAYS[verdict.status])
    sort = {True: "a draft", False: "final", None: "unknown whether a draft"}[verdict.draft]
    click.echo(f"\n  {verdict.form} · {agreement.reference} · {agreement.kind_title} ({agreement.kind}) · {sort}")
    click.echo(f"  title        {agreement.title}")
    click.echo(f"  library      {agreement.library}{_installed(agreement)}")
    click.echo(f"  deal         {agreement.deal}")
    click.echo(f"  fingerprint  {verdict.fingerprint}")
    if verdict.differences:
        click.echo("\nWhat differs\n" if any(each.matters for each in verdict.differences) else "\nWhat differs beside the text\n")
        for each in verdict.differences:
            click.echo(f"  {each.where}: {each.what}")
    said = [*verdict.notes, *(text for _, text in origin)]
    if said:
        click.echo("\n" + "\n".join(said))
    if not proved:
        click.echo(f"\n{_PROVES}", err=True)


def _installed(agreement: Agreement) -> str:
    return "" if agreement.library == library().version else f" (installed is {library().version})"


def _row(file: str, verdict: Verdict, origin: tuple[tuple[bool, str], ...], *, holds: bool) -> dict[str, Any]:
    agreement = verdict.agreement
    return {
        "file": file, "holds": holds, "status": verdict.status, "form": verdict.form, "draft": verdict.draft, "reference": agreement.reference,
        "kind": agreement.kind, "title": agreement.title, "library": agreement.library, "deal": agreement.deal, "fingerprint": verdict.fingerprint,
        "differences": [asdict(each) for each in verdict.differences], "notes": list(verdict.notes),
        "origin": [{"fits": fits, "says": text} for fits, text in origin],
    }  # fmt: skip


COMMANDS = (verify_command,)
