"""The command that compares: two agreements, or an agreement and what the library alone would make of its deal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as calendar_day
from pathlib import Path
from typing import Any

import click

from agreements.assembly import Drafted
from agreements.cli.catalogue import as_json
from agreements.cli.files import Place, file_name, read_json, refuse, write
from agreements.cli.sides import Compared, drafted_from, of_agreement, read_sides
from agreements.comparing.comparison import ByHand, Comparison, compared_parts, to_json
from agreements.comparing.standard import by_hand, standard
from agreements.errors import nearest
from agreements.render import redline
from agreements.render.docx_tracked import AUTHOR, tracked
from agreements.render.pdf import print_page
from clauses import library

FORMATS = ("txt", "html", "pdf", "docx", "json")
_LONGEST_AUTHOR = 120
_file = click.Path(exists=True, dir_okay=False, allow_dash=True)


@dataclass(frozen=True, slots=True)
class Redline:
    """A comparison with its two sides; *changed_by* and *changed_on* stand at each tracked change of the Word file."""

    comparison: Comparison
    older: Compared
    newer: Compared
    changed_by: str = AUTHOR
    changed_on: str = ""

    def word(self) -> bytes:
        """Return the newer side as a Word file with tracked changes."""
        return tracked(self.older.package(), self.newer.package(), self.older.agreement, author=self.changed_by, date=self.changed_on)

    def page(self) -> str:
        """Return the redline as a page."""
        return redline.comparison_page(self.comparison)


_WRITERS: Mapping[str, Callable[[Redline], bytes]] = {
    "txt": lambda made: redline.comparison_text(made.comparison).encode(),
    "html": lambda made: made.page().encode(),
    "pdf": lambda made: print_page(made.page()),
    "docx": Redline.word,
    "json": lambda made: to_json(made.comparison),
}


def _formats(_context: click.Context, _parameter: click.Parameter, text: str) -> tuple[str, ...]:
    wanted = tuple(dict.fromkeys(name.strip().lower() for name in text.split(",") if name.strip()))
    for name in wanted:
        if name not in FORMATS:
            raise click.BadParameter(f"there is no format “{name[:20]}” here. {nearest(name, FORMATS)}")
    if not wanted:
        raise click.BadParameter(f"name at least one format. Use one of: {', '.join(FORMATS)}.")
    return wanted


def _day(_context: click.Context, _parameter: click.Parameter, text: str) -> str:
    try:
        return calendar_day.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        raise click.BadParameter(f"“{text[:20]}” is no day. Write it as 2026-03-02.") from None


def _author(_context: click.Context, _parameter: click.Parameter, text: str) -> str:
    name = " ".join("".join(sign for sign in text if sign.isprintable()).split())
    if len(name) > _LONGEST_AUTHOR:
        raise click.BadParameter(f"it is longer than {_LONGEST_AUTHOR} characters.")
    return name


@click.command()
@click.argument("older", type=_file, required=False)
@click.argument("newer", type=_file, required=False)
@click.option("--standard", "of_standard", type=_file, help="Compare this deal, or this agreement with its --deal, with what the library alone would choose.")
@click.option("--deal", type=_file, help="With --standard: the deal of the agreement.")
@click.option("--out", type=Place(path_type=Path, file_okay=False), default=None, help="Folder for the files; without it the text is printed.")
@click.option("--format", "wanted", default="docx,pdf", show_default=True, callback=_formats, help=f"With --out: any of {', '.join(FORMATS)}.")
@click.option("--author", default="", callback=_author, help=f"Who compares; also the author of the tracked changes in Word, else {AUTHOR}.")
@click.option("--date", "day", default="", callback=_day, help="The day of the comparison; tracked changes else bear the date of the newer agreement.")
@as_json
def compare(older: str | None, newer: str | None, of_standard: str | None, deal: str | None, machine: bool, **asked: Any) -> None:
    """Show what changed from OLDER to NEWER: each a Word file, a PDF, the JSON of an agreement, or a deal.

    A Word file counts as it reads now, its tracked changes accepted. Exit 0 whether they differ or not.
    """
    _require_use(older, newer, of_standard, deal, asked["out"])
    pair = _against_standard(of_standard, deal) if of_standard else _pair(str(older), str(newer))
    made = _redline(*pair, author=asked["author"], day=asked["day"])
    _tell(made, asked["out"], asked["wanted"], machine=machine)


def _require_use(older: str | None, newer: str | None, of_standard: str | None, deal: str | None, out: object) -> None:
    if of_standard and older:
        raise click.UsageError("--standard compares one file with the library: name no other file.")
    if not of_standard and not (older and newer):
        raise click.UsageError("Name two files to compare, or one with --standard.")
    if deal and not of_standard:
        raise click.UsageError("--deal goes with --standard.")
    if [older, newer, of_standard, deal].count("-") > 1:
        raise click.UsageError("Only one file can come from standard input.")
    if out is None and click.get_current_context().get_parameter_source("wanted") is click.core.ParameterSource.COMMANDLINE:
        raise click.UsageError("--format is for files: add --out with a folder.")


Pair = tuple[Compared, Compared, tuple[ByHand, ...]]


def _pair(older: str, newer: str) -> Pair:
    before, after = read_sides(older, newer)
    return before, after, ()


def _against_standard(path: str, deal: str | None) -> Pair:
    """Return the library default of a deal, what the file says, and what the deal chose by hand."""
    (side,) = read_sides(path)
    drafted = side.drafted if deal is None else drafted_from(read_json(deal))
    if drafted is None:
        refuse(side.side.name, "this is an agreement, and the library default follows from its deal.", "Name the deal with --deal.")
    if side.agreement is not None and side.agreement.kind != drafted.deal.kind:
        refuse(
            side.side.name, f"the agreement is of the kind {side.agreement.kind}, the deal of the kind {drafted.deal.kind}.", "Give the deal of this agreement."
        )
    default = standard(drafted.deal, library())
    usual = of_agreement(default.agreement, "library default", tuple(_unlike(side, drafted)))
    return usual, side, by_hand(drafted, default)


def _unlike(side: Compared, drafted: Drafted) -> Iterator[str]:
    """Yield what else may make an agreement differ from the library default of its deal."""
    agreement = side.agreement
    if agreement is None:
        yield f"{side.side.name} was not made by Pactwright: it is compared by its headings."
    elif agreement.deal != drafted.deal.fingerprint:
        yield f"{side.side.name} was not made from this deal as it is now."
    elif agreement.library != drafted.agreement.library:
        yield f"{side.side.name} was made with library {agreement.library}, the default with library {drafted.agreement.library}."


def _redline(older: Compared, newer: Compared, chosen: tuple[ByHand, ...], *, author: str, day: str) -> Redline:
    parts = compared_parts(older.parts, newer.parts)
    comparison = Comparison(older.side, newer.side, parts, author, day, (*older.remarks, *newer.remarks), chosen)
    return Redline(comparison, older, newer, author or AUTHOR, day or newer.side.date)


def _tell(made: Redline, out: Path | None, wanted: Sequence[str], *, machine: bool) -> None:
    """Print the comparison, or write its files and print where they are."""
    if out is not None:
        names = [Path(side.name).stem for side in (made.comparison.older, made.comparison.newer)]
        name = file_name("-to-".join(names), made.comparison.newer.fingerprint or "foreign")
        content = {out / f"redline-{name}.{each}": _WRITERS[each](made) for each in wanted}
        for path, written in content.items():
            write(path, written)
    if machine:
        click.echo(to_json(made.comparison).decode(), nl=False)
    elif out is None:
        click.echo(redline.comparison_text(made.comparison), nl=False)
    else:
        for path in content:
            click.echo(str(path))
    if machine or out is not None:
        click.echo(redline.summary(made.comparison), err=True)


COMMANDS = (compare,)
