"""Build the agreement as it reads after the edits: the same tree with its new words, its ids kept, so that checks and comparison can read it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from agreements.agreement import Agreement, Annex, Blank, ExecutionBlock, KeyTerm, NumberedLine, Provision, Reference, Runs, Signatory, Table, Text, plain
from agreements.reading.edits import NEW, Fate
from agreements.reading.new_runs import new_runs
from agreements.reading.outline import renumbered, tree
from agreements.reading.places import FIELDS
from agreements.reading.tree_runs import provision_runs, tree_runs

if TYPE_CHECKING:
    from agreements.reading.reading import Reading

_LEVELS = {
    "Clause 1": 1,
    "Clause 2": 2,
    "Clause 3": 3,
    "Clause 4": 4,
    "Annex Clause": 1,
    "Annex Text 1": 1,
    "Annex Text 2": 2,
    "Annex Text 3": 3,
    "Annex Text 4": 4,
}
_HAND = "by hand"  # the source of a provision that no library has written


def edited_agreement(reading: Reading) -> Agreement:
    """Return the agreement with every tracked change accepted and every silent one taken over.

    Paragraphs keep their ids; new ones are called ``new/1`` and stand at the level that their style says. Numbers are counted anew where provisions
    came or went. What has no place in the tree is in :attr:`Reading.remarks`, not here.
    """
    return _Edited(reading).agreement() if reading.edits else reading.base


@dataclass(slots=True)
class _Found:
    """What now stands at one place, or in a new paragraph."""

    fate: Fate
    runs: Runs


class _Edited:
    def __init__(self, reading: Reading) -> None:
        self.base = reading.base
        self.was = tree_runs(reading.base)
        targets = reading.printed.targets
        self.now: dict[str, _Found] = {}
        for fate in reading.fates:
            if fate.after is not None:
                same = fate.place is not None and fate.place.text == fate.said(fate.after)
                runs = self.was.get(fate.id) if same else None
                self.now[fate.id] = _Found(fate, new_runs(self.was.get(fate.id, ()), fate.after, targets) if runs is None else runs)
        self.shown = reading.printed

    def agreement(self) -> Agreement:
        base = self.base
        clauses, annexes = self._body()
        return replace(
            base,
            clauses=clauses,
            annexes=annexes,
            kind_title=self._words("cover/kind_title", base.kind_title),
            title=self._words("cover/title", base.title),
            subtitle=self._words("cover/subtitle", base.subtitle),
            cover=tuple(self._cover()),
            cover_note=self._words("cover/cover_note", base.cover_note),
            parties=self._lines("parties", base.parties),
            recitals=self._lines("recitals", base.recitals),
            agreed=self._words("terms/agreed", base.agreed),
            execution_intro=self._runs("execution/execution_intro"),
            execution=tuple(self._block("execution", block) for block in base.execution),
            approval=base.approval
            and replace(
                base.approval,
                heading=self._words("approval/heading", base.approval.heading),
                runs=self._runs("approval/approval_text"),
                blocks=tuple(self._block("approval", block) for block in base.approval.blocks),
            ),
            record=base.record
            and replace(
                base.record,
                heading=self._words("record/heading", base.record.heading),
                intro=self._words("record/record_intro", base.record.intro),
                lines=self._lines("record", base.record.lines),
            ),
        )

    def _runs(self, id_: str) -> Runs:
        return self.now[id_].runs if id_ in self.now else ()

    def _words(self, id_: str, was: str) -> str:
        """Return the words of a line that the tree holds as plain text; one that was not printed stays."""
        if not any(place.id == id_ for place in self.shown.places):
            return was
        return plain(self._runs(id_))

    def _cover(self) -> Iterable[KeyTerm]:
        for number, term in enumerate(self.base.cover, 1):
            label, words = self._words(f"cover/row-{number}/label", term.label), self._runs(f"cover/row-{number}")
            if label or words:
                yield KeyTerm(label, words)

    def _lines(self, part: str, lines: Sequence[NumberedLine]) -> tuple[NumberedLine, ...]:
        """Return the parties, recitals or lines of the record, with the new ones behind those that they follow."""
        made: list[NumberedLine] = []
        known = {f"{part}/{line.id}": line for line in lines}
        near = {f"{part}/heading", *known}
        for id_, found in self.now.items():
            if id_ in known:
                made.append(replace(known[id_], runs=found.runs))
            elif found.fate.place is None and found.fate.follows in near:
                near.add(id_)
                made.append(NumberedLine(id_, "", found.runs))
        return tuple(made)

    def _block(self, part: str, block: ExecutionBlock) -> ExecutionBlock:
        here = f"{part}/{block.party}"
        people = tuple(self._person(f"{here}/{number}", one) for number, one in enumerate(block.signatories, 1))
        return replace(block, name=self._words(here, block.name), signatories=people)

    def _person(self, here: str, one: Signatory) -> Signatory:
        """Return who signs; a line reads “Name: Anna Rossi”."""
        said = {}
        for name in FIELDS:
            line = plain(self._runs(f"{here}/{name}"))
            said[name] = line.removeprefix(getattr(self.base.words, name)).lstrip(" :_\t").rstrip()
        return replace(one, **said)

    # Clauses and annexes -------------------------------------------------------------------------------------------------

    def _body(self) -> tuple[tuple[Provision, ...], tuple[Annex, ...]]:
        """Return clauses and annexes: every provision that is left, in the order of the file, below the one that its level puts it under."""
        homes: dict[str, list[Provision]] = defaultdict(list)
        known = {provision.id: provision for provision in self.base.provisions()}
        tops, annexes = {clause.id for clause in self.base.clauses}, {f"annex:{annex.id}" for annex in self.base.annexes}
        begun: set[str] = set()
        home = ""
        for id_, found in self.now.items():
            if id_ in annexes:
                home = id_
            elif id_ in tops:
                home = ""
            owner = _owner(id_)
            if owner in known and owner not in begun:
                begun.add(owner)
                homes[home].append(self._provision(known[owner]))
            elif found.fate.place is None and _is_below(found.fate, self.now, known):
                homes[home] += self._fresh(found, homes[home][-1] if homes[home] else None)
        clauses = renumbered(tree(homes[""]), self.base.clauses)
        made = []
        for annex in self.base.annexes:
            here = f"annex:{annex.id}"
            if here in self.now or homes[here]:
                title = self._words(here, f"{annex.label} {annex.title}").removeprefix(annex.label).strip()
                made.append(replace(annex, title=title, provisions=renumbered(tree(homes[here]), annex.provisions)))
        return clauses, tuple(made)

    def _provision(self, provision: Provision) -> Provision:
        """Return one provision alone, with what it now says."""
        ids = [id_ for id_, _ in provision_runs(provision)]
        heading, runs = provision.heading, provision.runs
        if provision.heading and provision.label:
            heading, runs = plain(self._runs(provision.id)), self._runs(f"{provision.id}/text")
        elif provision.id in ids:
            whole = self._runs(provision.id)
            lead = f"{provision.heading} "
            if provision.heading and plain(whole).startswith(lead):
                runs = whole if whole == () else _cut(whole, len(lead))
            else:
                heading, runs = "", whole
        table = self._table(provision.id, provision.table) if provision.table else None
        return replace(provision, heading=heading, runs=runs, table=table, children=())

    def _fresh(self, found: _Found, last: Provision | None) -> list[Provision]:
        """Return a new paragraph as a provision; the first cell of a new table brings the whole table."""
        view = found.fate.after
        if view is None or (view.cell and not self._opens_table(found.fate)):
            return []
        level = _LEVELS.get(view.style, max(last.level, 2) if last else 2)
        if view.cell:
            return [Provision(found.fate.id, level, "", _HAND, table=self._rows(Table("", (), ()), {view.cell.table}, ""))]
        if view.style in ("Clause 1", "Annex Clause"):
            return [Provision(found.fate.id, 1, "?", _HAND, heading=plain(found.runs))]
        return [Provision(found.fate.id, level, "?", _HAND, runs=found.runs)]

    def _opens_table(self, fate: Fate) -> bool:
        """Tell whether a new cell is the first of a table in which the agreement has no cell at all."""
        inside = [one.fate for one in self.now.values() if one.fate.after and one.fate.after.cell and fate.after and fate.after.cell]
        here = [one for one in inside if one.after and one.after.cell and fate.after and fate.after.cell and one.after.cell.table == fate.after.cell.table]
        return all(one.place is None for one in here) and here[0] is fate

    def _table(self, owner: str, table: Table) -> Table | None:
        """Return the table with its rows in the order of the file; new rows stand where they were put."""
        views = [found.fate.after for id_, found in self.now.items() if _owner(id_) == owner and "/row-" in id_]
        return self._rows(table, {view.cell.table for view in views if view and view.cell}, owner)

    def _rows(self, table: Table, here: set[int], owner: str) -> Table | None:
        rows: dict[tuple[int, int], dict[int, Runs]] = {}
        head: dict[int, str] = {}
        for id_, found in self.now.items():
            view = found.fate.after
            if view is None or view.cell is None or view.cell.table not in here:
                continue
            if owner and id_.startswith(f"{owner}/row-0/"):
                head[view.cell.column] = plain(found.runs)
            else:
                row = rows.setdefault((view.cell.table, view.cell.row), {})
                row[view.cell.column] = (*row[view.cell.column], Text("\n"), *found.runs) if row.get(view.cell.column) else found.runs
        if not rows and not head:
            return None
        width = max([len(table.head), *(max(row) + 1 for row in rows.values())], default=0)
        heads = tuple(head.get(column, "") for column in range(width)) if any(table.head) else ()
        cells = (tuple(row.get(column, ()) for column in range(width)) for row in rows.values())
        return replace(table, head=heads, rows=tuple(() if table.form and not any(row) else row for row in cells))


def _owner(id_: str) -> str:
    return id_.partition("/row-")[0].removesuffix("/text")


def _is_below(fate: Fate, now: Mapping[str, _Found], known: Mapping[str, Provision]) -> bool:
    """Tell whether a new paragraph stands behind a provision or the heading of an annex, not among parties or signatures."""
    at = fate.follows
    while at.startswith(NEW) and at in now:
        at = now[at].fate.follows
    return at.startswith("annex:") or _owner(at) in known


def _cut(runs: Runs, length: int) -> Runs:
    """Return *runs* without their first *length* letters."""
    made: list[Text | Blank | Reference | object] = []
    for run in runs:
        made += [run] if length <= 0 else [replace(run, text=run.text[length:])] if len(run.text) > length else []
        length -= len(run.text)
    return tuple(made)  # type: ignore[arg-type]
