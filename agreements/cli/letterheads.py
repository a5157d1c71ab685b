"""The commands for a hub's own letterhead: check one, write the sample, list the placeholders."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import click

from agreements.assembly import draft
from agreements.cli.catalogue import as_json, dump
from agreements.cli.files import Place, write
from agreements.errors import Fault
from agreements.foreign.refusal import LARGEST_FILE
from agreements.intake import read_deal
from agreements.letterhead.letterhead import Letterhead
from agreements.letterhead.placeholders import LISTS, PLACEHOLDERS
from agreements.letterhead.reading import letterhead as readable
from agreements.letterhead.reading import read
from agreements.letterhead.sample import sample
from agreements.letterhead.trial import samples, trial_faults
from clauses import library
from clauses.library import example

_file = click.Path(exists=True, dir_okay=False)
letterhead_option = click.option(
    "--letterhead", "letterhead_file", type=_file, help="Print it on this letterhead (Word); the PDF takes logo, name, address and colour."
)


@lru_cache(maxsize=1)
def letterhead_of(path: str | None) -> Letterhead | None:
    """Return the letterhead in the file *path*, or None without one; raises ``AgreementError`` with every fault."""
    return readable(_content(path), Path(path).name) if path else None


def _content(path: str) -> bytes:
    with Path(path).open("rb") as stream:
        return stream.read(LARGEST_FILE + 1)


@click.group(name="letterhead")
def letterhead_group() -> None:
    """Print agreements in your hub's own look: a Word file with placeholders."""


@letterhead_group.command(name="check")
@click.argument("file", type=_file)
@as_json
def check_letterhead(file: str, machine: bool) -> None:
    """Check a letterhead, FILE, and try it with sample deals of every kind; exit 1 when there is a fault."""
    name = Path(file).name
    reading = read(_content(file), name)
    faults = reading.faults
    if reading.letterhead:
        known = library()
        agreements = [draft(read_deal(example(kind), known), known).agreement for kind in known.kinds]
        faults = list(trial_faults(reading.letterhead, name, samples(agreements)))
    if machine:
        dump({"faults": [_row(fault) for fault in faults], "remarks": [_row(remark) for remark in reading.remarks]})
    else:
        for fault in faults:
            click.echo(f"fault: {fault}")
        for remark in reading.remarks:
            click.echo(f"remark: {remark}")
        count = f"{len(faults)} fault{'' if len(faults) == 1 else 's'}, {len(reading.remarks)} remark{'' if len(reading.remarks) == 1 else 's'}"
        click.echo(count if faults else f"{count}. This letterhead can be used.", err=True)
    raise SystemExit(1 if faults else 0)


def _row(fault: Fault) -> dict[str, str]:
    return {"where": fault.where, "what": fault.what, "mend": fault.mend}


@letterhead_group.command(name="sample")
@click.option("--out", type=Place(path_type=Path, dir_okay=False), default="letterhead.docx", show_default=True, help="The file to write.")
def write_sample(out: Path) -> None:
    """Write the sample letterhead, to be opened in Word and changed."""
    write(out, sample())
    click.echo(str(out))


@letterhead_group.command(name="placeholders")
@as_json
def list_placeholders(machine: bool) -> None:
    """List what may stand in braces in a letterhead, and what each prints."""
    if machine:
        dump(
            {
                "placeholders": [{"name": one.name, "sort": one.sort, "prints": one.prints, "required": one.required} for one in PLACEHOLDERS],
                "lists": [{"name": one.name, "entry": one.entry, "prints": one.prints, "fields": dict(one.fields)} for one in LISTS],
            }
        )
        return
    for one in PLACEHOLDERS:
        click.echo(f"{f'{{{{ {one.name} }}}}':<24}{one.prints}{' Required.' if one.required else ''}")
    for each in LISTS:
        click.echo(f"\n{{% for {each.entry} in {each.name} %}} … {{% endfor %}}    {each.prints}")
        for field, prints in each.fields.items():
            click.echo(f"    {f'{{{{ {each.entry}.{field} }}}}':<24}{prints}")


COMMANDS = (letterhead_group,)
