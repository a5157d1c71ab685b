"""The commands that show what the library holds: kinds, clauses, checks, schema, example."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from agreements import key_terms
from agreements.agreement import json_schema
from agreements.cli.catalogue_files import write_catalogue
from agreements.cli.files import Place
from agreements.errors import DealRefused, Fault, nearest
from agreements.library import Library
from agreements.schema import deal_schema
from clauses import library
from clauses.library import example as example_deal

as_json = click.option("--json", "machine", is_flag=True, help="Print JSON for machines.")


def require_kind(kind: str, known: Library) -> None:
    """Refuse a kind that does not exist, with the nearest one."""
    if kind not in known.kinds:
        raise DealRefused([Fault("", f"There is no kind “{kind[:60]}”.", nearest(kind, known.kinds))])


def dump(value: object) -> None:
    """Print *value* as JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def listed(rows: Iterable[Mapping[str, object]], machine: bool, columns: tuple[str, ...]) -> None:
    """Print *rows* as JSON for machines, else these columns of them side by side."""
    rows = list(rows)
    if machine:
        dump(rows)
        return
    widths = [max((len(str(row[column])) for row in rows), default=0) for column in columns]
    for row in rows:
        click.echo("  ".join(f"{row[column]!s:<{width}}" for column, width in zip(columns, widths, strict=True)).rstrip())


@click.command()
@as_json
def kinds(machine: bool) -> None:
    """List the kinds of agreement."""
    rows = ({"id": kind.id, "code": kind.code, "title": kind.title, "use_when": kind.use_when} for kind in library().kinds.values())
    listed(rows, machine, ("id", "code", "title", "use_when"))


@click.command()
@click.option("--kind", default="", help="Only the clauses of this kind.")
@click.option("--html", "folder", type=Place(path_type=Path), help="Write the whole library as pages to read into this folder.")
@as_json
def clauses(kind: str, folder: Path | None, machine: bool) -> None:
    """List the clauses with their variants; * marks a variant whose wording is not written yet."""
    known = library()
    if folder is not None:
        if kind or machine:
            raise click.UsageError("--html writes the whole library. Leave out --kind and --json.")
        write_catalogue(known, folder)
        return
    if kind:
        require_kind(kind, known)
    chosen = [known.clauses[id_] for id_ in known.kinds[kind].clauses] if kind else list(known.clauses.values())
    rows = []
    for clause in chosen:
        row: dict[str, object] = {"id": clause.id, "title": clause.title, "version": clause.version, "review": clause.review, "purpose": clause.purpose}
        if kind:
            row["applies"] = clause.applies[known.kinds[kind].code]
        written = [{"id": variant.id, "label": variant.label, "written": True} for variant in clause.variants.values()]
        row["variants"] = written + [{"id": id_, "label": id_, "written": False} for id_ in clause.pending]
        row["parameters"] = {name: {"type": each.type, "ask": each.ask} for name, each in clause.parameters.items()}
        row["risks"], row["sources"] = clause.risks, clause.sources
        row["shown"] = ", ".join([*clause.variants, *(f"{id_}*" for id_ in clause.pending)])
        rows.append(row)
    if machine:
        rows = [{name: value for name, value in row.items() if name != "shown"} for row in rows]
    listed(rows, machine, ("id", "title", "shown"))


@click.command()
@as_json
def checks(machine: bool) -> None:
    """List the checks."""
    fields = ("severity", "message", "fix", "source")
    rows = ({"code": row.code, **{name: getattr(row, name) for name in fields}} for row in library().checks.values())
    listed(rows, machine, ("code", "severity", "message"))


@click.command()
@click.argument("kind")
def schema(kind: str) -> None:
    """Print the JSON Schema of a deal of this KIND ("agreement" for that of a finished agreement, "terms" for that of its key terms)."""
    known = library()
    if kind in ("agreement", "terms"):
        dump(json_schema() if kind == "agreement" else key_terms.json_schema(known))
        return
    require_kind(kind, known)
    dump(deal_schema(known, known.kinds[kind]))


@click.command()
@click.argument("kind")
def example(kind: str) -> None:
    """Print a complete, valid deal of this KIND."""
    require_kind(kind, library())
    dump(example_deal(kind))


COMMANDS = (kinds, clauses, checks, schema, example)
