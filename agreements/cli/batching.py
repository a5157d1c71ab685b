"""The command for many deals: batch."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import IO

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from agreements.assembly import draft
from agreements.batch import Made, Outcome, Refused, attempt, outcomes, refused
from agreements.checks import check, has_errors
from agreements.checks.acceptance import recorded
from agreements.cli.drafting import format_option, out_option
from agreements.cli.files import Place, file_name, write
from agreements.cli.letterheads import letterhead_of, letterhead_option
from agreements.cli.rows import rows
from agreements.errors import AgreementError, Fault
from agreements.intake import read_deal
from agreements.render.formats import FORMATS, ending
from clauses import library


def make(wanted: tuple[str, ...], as_draft: bool, row: int, raw: object, letterhead_file: str | None = None) -> Made:
    """Return the files of one deal, on the letterhead in a file if one is given; raise :class:`AgreementError` with every reason when it cannot be made."""
    known = library()
    drafted = draft(read_deal(raw, known), known)
    findings = check(drafted)
    if has_errors(findings) and not as_draft:
        raise AgreementError(
            Fault(f"{each.code} {each.clause} {each.parameter}".strip(), each.message, each.fix)
            for each in findings
            if each.severity == "error" and each.accepted is None
        )
    agreement = recorded(drafted, findings)
    contents = tuple((ending(each), FORMATS[each](agreement, known, draft=as_draft, letterhead=letterhead_of(letterhead_file))) for each in wanted)
    return Made(row, drafted.deal.reference, drafted.deal.fingerprint, contents, tuple(finding.code for finding in findings))


def _work(wanted: tuple[str, ...], as_draft: bool, letterhead_file: str | None, row: int, raw: object) -> Outcome:
    return attempt(partial(make, wanted, as_draft, letterhead_file=letterhead_file), row, raw)


def _prepare() -> None:
    library()


class _Folder:
    """Gives each row names that no other row of the batch has, and writes its files."""

    def __init__(self, out: Path) -> None:
        self.out, self.taken = out, set[str]()

    def keep(self, outcome: Made) -> list[str]:
        name = plain = file_name(outcome.reference, outcome.fingerprint)
        if plain.casefold() in self.taken:
            name = f"{plain}-{outcome.row}"
        self.taken |= {plain.casefold(), name.casefold()}
        paths = []
        for suffix, content in outcome.contents:
            write(self.out / f"{name}.{suffix}", content)
            paths.append(str(self.out / f"{name}.{suffix}"))
        return paths


def _report(outcome: Outcome, files: list[str]) -> str:
    row = {"row": outcome.row, "reference": outcome.reference, "status": "made" if isinstance(outcome, Made) else "refused"}
    rest = {"files": files, "findings": outcome.findings} if isinstance(outcome, Made) else {"reasons": outcome.reasons}
    return json.dumps({**row, **rest}, ensure_ascii=False) + "\n"


def _progress(stack: ExitStack) -> Progress | None:
    console = Console(stderr=True)
    if not console.is_terminal:
        return None
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return stack.enter_context(Progress(*columns, console=console, transient=True))


@click.command(name="batch")
@click.argument("deals", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@out_option
@format_option
@click.option("--jobs", type=click.IntRange(1, 64), default=os.cpu_count() or 1, show_default="one per core", help="Number of processes.")
@click.option("--report", type=Place(path_type=Path, dir_okay=False), help="File for one JSON line per row.")
@click.option("--draft", "as_draft", is_flag=True, help="Write drafts in spite of errors.")
@letterhead_option
def batch_command(deals: Path, out: Path, wanted: tuple[str, ...], jobs: int, report: Path | None, as_draft: bool, letterhead_file: str | None) -> None:
    """Make the agreements of many DEALS: a JSON array, JSON Lines, or {"defaults", "deals"}. A bad row stops no other."""
    letterhead_of(letterhead_file)  # so that a faulty one is refused once, not once per row
    work = partial(_work, wanted, as_draft, letterhead_file)
    given: Iterator[tuple[int, object] | Refused] = (refused(row.number, row.faults) if row.faults else (row.number, row.deal) for row in rows(deals))
    folder, made, lost = _Folder(out), 0, 0
    with ExitStack() as stack:
        lines: IO[str] | None = stack.enter_context(_opened(report)) if report else None
        progress = _progress(stack)
        task = progress.add_task(deals.name, total=None) if progress else None
        for outcome in outcomes(given, work, jobs, _prepare):
            files = folder.keep(outcome) if isinstance(outcome, Made) else []
            made, lost = made + bool(files), lost + (not files)
            if isinstance(outcome, Refused):
                click.echo(f"row {outcome.row}{f' ({outcome.reference})' if outcome.reference else ''}: " + " | ".join(outcome.reasons), err=True)
            if lines:
                lines.write(_report(outcome, files))
                lines.flush()
            if progress and task is not None:
                progress.advance(task)
    click.echo(f"{made} made, {lost} refused")
    raise SystemExit(1 if lost else 0)


def _opened(report: Path) -> IO[str]:
    report.parent.mkdir(parents=True, exist_ok=True)
    return report.open("w", encoding="utf-8")


COMMANDS = (batch_command,)
