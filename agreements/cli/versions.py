"""The commands for changes of the library: what a change does to agreements, keep an earlier text, seal what is released."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from pathlib import Path

import click

from agreements.assembly import draft
from agreements.cli.catalogue import as_json, dump, listed
from agreements.cli.files import Place, refuse, write
from agreements.cli.repository import folder_at
from agreements.comparing.comparison import Change, compare
from agreements.errors import AgreementError, LibraryFaulty
from agreements.intake import read_deal
from agreements.library import Edition, Library
from agreements.render import redline
from clauses import editions
from clauses.files import read
from clauses.library import ROOT, example_at, read_library
from clauses.prose import plainness, repeated


@click.group()
def library() -> None:
    """Look after the clause library: see what a change does, keep earlier texts, seal a release."""


@library.command()
@click.argument("revision")
@click.option("--html", "page", type=Place(dir_okay=False, path_type=Path), help="Write the redline as a page, too.")
def diff(revision: str, page: Path | None) -> None:
    """Show how every example agreement reads differently from what it said at REVISION, a commit or tag of the repository."""
    with folder_at(ROOT, revision) as older:
        compared = list(_compared(older))
    touched = [(name, changes) for name, changes in compared if changes]
    for name, changes in touched:
        click.echo(f"=== {name}\n\n{redline.text(changes)}")
    if page:
        write(page, redline.page(f"Changes of the clause library since {revision}", touched).encode())
        click.echo(str(page))
    click.echo(f"{len(touched)} of {len(compared)} example agreements read differently", err=True)


def _compared(older: Path) -> Iterator[tuple[str, tuple[Change, ...]]]:
    """Draft each example of the library as it is now with both libraries; a kind that is new is skipped, because it changes no agreement."""
    now, before = _readable(ROOT), _readable(older)
    before = replace(before, anchors={**now.anchors, **before.anchors}, words={**now.words, **before.words})  # what the engine has asked for since
    for kind in now.kinds.values():
        if kind.id not in before.kinds:
            continue
        deal = example_at(ROOT, kind.id)
        try:
            was = draft(read_deal(deal, before), before, tolerant=True)
        except AgreementError:  # the example of today answers what the older library did not ask
            was = draft(read_deal(example_at(older, kind.id), before), before, tolerant=True)
        yield f"{kind.title} ({kind.id})", compare(was.agreement, draft(read_deal(deal, now), now, tolerant=True).agreement)


def _readable(root: Path) -> Library:
    made, faults = read_library(root)
    if root == ROOT and (serious := [fault for fault in faults if not editions.is_of_versions(fault)]):
        raise LibraryFaulty(serious)
    return made


@library.command()
@click.argument("clause")
@click.option("--rev", "revision", default="HEAD", show_default=True, help="The revision of the repository that holds the released text.")
def keep(clause: str, revision: str) -> None:
    """Keep the released text of CLAUSE, as it stood at a revision, before a new version takes its place."""
    with folder_at(ROOT, revision) as older:
        before = read_library(older)[0]
        if clause not in before.clauses:
            refuse(clause[:60], "there is no such clause at that revision.", "See: pactwright clauses.")
        edition = _now(before)[clause]
        contents = editions.files(older, clause, edition)
    version = edition.clause.version
    if _released().get(clause, {}).get(version, editions.digest(edition)) != editions.digest(edition):
        refuse(clause, f"the text at {revision} is not that of the released version {version}.", "Name the revision that was released with --rev.")
    for name, content in contents.items():
        write(ROOT / clause / editions.FOLDER / version / name, content)
    click.echo(str(ROOT / clause / editions.FOLDER / version))


@library.command()
def seal() -> None:
    """Write the digest of every version that is not sealed yet: from now on its text stays."""
    made, faults = read_library(ROOT)
    if faults:
        raise LibraryFaulty(faults)
    write(ROOT / editions.LOCK, editions.lock_text(made.editions, _now(made), _released()).encode())
    click.echo(str(ROOT / editions.LOCK))


@library.command()
@as_json
def prose(machine: bool) -> None:
    """Measure how plain each clause is: sentences, mean and longest in words, share over the limit and in passive voice in per cent."""
    made = read_library(ROOT)[0]
    rows = [{"clause": id_, **asdict(plainness(clause))} for id_, clause in made.clauses.items()]
    if machine:
        dump({"clauses": rows, "repeated": repeated(made.clauses.values())})
        return
    listed(rows, machine, ("clause", "sentences", "mean", "longest", "long", "passive"))
    for sentence, owners in repeated(made.clauses.values()).items():
        click.echo(f"{', '.join(owners)}: {sentence}")


def _now(made: Library) -> dict[str, Edition]:
    return {id_: editions.current(clause, made.annexes, made.terms) for id_, clause in made.clauses.items()}


def _released() -> Mapping[str, Mapping[str, str]]:
    return editions.sealed(read(ROOT / editions.LOCK, ROOT))


COMMANDS = (library,)
