"""Draft every example deal into ``out/`` as Word and PDF, with one line per agreement: what ``make demo`` shows."""

from __future__ import annotations

from pathlib import Path

import click
import pikepdf

from agreements.assembly import draft
from agreements.checks import check, has_errors
from agreements.checks.acceptance import recorded
from agreements.cli.drafting import counted, show
from agreements.cli.files import file_name, write
from agreements.errors import AgreementError
from agreements.intake import read_deal
from agreements.render import docx, pdf
from clauses import library
from clauses.library import example


def main(out: Path = Path("out")) -> int:
    """Print the paths and a line per agreement; return 1 when an example cannot be made."""
    lost = 0
    for kind in library().kinds.values():
        try:
            lost += not _draft(kind.id, out)
        except AgreementError as error:
            lost += 1
            click.echo(f"{kind.id}: {error}", err=True)
    return 1 if lost else 0


def _draft(kind: str, out: Path) -> bool:
    known = library()
    drafted = draft(read_deal(example(kind), known), known)
    findings = check(drafted)
    if has_errors(findings):
        show(findings, err=True)
        return False
    name = file_name(drafted.deal.reference, drafted.deal.fingerprint)
    agreement = recorded(drafted, findings)
    for suffix, content in (("docx", docx.render(agreement)), ("pdf", pdf.render(agreement))):
        write(out / f"{name}.{suffix}", content)
        click.echo(str(out / f"{name}.{suffix}"))
    click.echo(
        f"    {agreement.kind_title}, “{agreement.title}”: {len(agreement.clauses)} clauses, {len(agreement.annexes)} annexes,"
        f" {_pages(out / f'{name}.pdf')} pages, {counted(findings)}"
    )
    return True


def _pages(path: Path) -> int:
    with pikepdf.open(path) as paper:
        return len(paper.pages)


if __name__ == "__main__":
    raise SystemExit(main())
