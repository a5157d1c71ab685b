"""Read the key terms out of a finished agreement: where each stands, what it says, and what value that is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from agreements.agreement import Agreement, Blank, KeyTerm, NumberedLine, Provision, Reference, Run, Runs, Table, Term, Value, fingerprint, plain
from agreements.codes import country_code
from agreements.key_terms import FACTS, CoverWords, KeyTerms, KeyTermValue, ListedPart, OpenPoint, PartyTerms, Signing, to_json
from agreements.library import Field, Library, Parameter
from agreements.printed_values import UNITS, PrintedValues

_DETAILS = {"registration_id": "party_registered", "vat_id": "party_vat", "email": "party_email"}


def render(agreement: Agreement, library: Library, *, draft: bool = False) -> bytes:
    """Return the key terms of *agreement*, made from *library*, as JSON; the same agreement gives the same bytes."""
    return to_json(key_terms(agreement, library, draft=draft))


def key_terms(agreement: Agreement, library: Library, *, draft: bool = False) -> KeyTerms:
    """Return the key terms of *agreement*; *library* says which they are and what type each has."""
    summary = _Summary(agreement, library)
    return KeyTerms(
        kind=agreement.kind, kind_title=agreement.kind_title, title=agreement.title, reference=agreement.reference, date=agreement.date,
        language=agreement.language, library=agreement.library, deal=agreement.deal, fingerprint=fingerprint(agreement), draft=draft,
        parties=summary.parties, client=summary.client(), terms=summary.terms(),
        cover=tuple(CoverWords(row.label, plain(row.runs), tuple(_targets(row))) for row in agreement.cover),
        clauses=tuple(ListedPart(each.clause, each.number, each.title, each.variant, each.version, each.annex) for each in agreement.reasons),
        annexes=tuple(ListedPart(annex.id, annex.label, annex.title) for annex in agreement.annexes),
        signatures=tuple(_signs(agreement)), second_signature=agreement.approval is not None, open_points=tuple(summary.open_points()),
    )  # fmt: skip


def _targets(row: KeyTerm) -> Iterable[str]:
    return dict.fromkeys(run.target for run in row.runs if isinstance(run, Reference))


def _signs(agreement: Agreement) -> Iterator[Signing]:
    for block in agreement.execution:
        for each in block.signatories:
            yield Signing(block.party, each.name, each.position, each.authority, each.date, each.place)


# Where things stand ------------------------------------------------------------------------------------------------------


def citations(agreement: Agreement) -> dict[str, str]:
    """Return how each provision is cited, by id: “4”, “4.1”, “4.1(a)”, in an annex with the annex before it; what has no number has that above it."""
    found: dict[str, str] = {}

    def visit(provisions: tuple[Provision, ...], above: str, lead: str) -> None:
        for each in provisions:
            label = each.label.strip(".")
            own = above if not label else lead + label if each.level <= _LAST_WHOLE else above + label
            found.setdefault(each.id, own)
            visit(each.children, own, lead)

    visit(agreement.clauses, "", "")
    for annex in agreement.annexes:
        visit(annex.provisions, annex.label, f"{annex.label}, ")
    return found


_LAST_WHOLE = 2  # up to this level a label says the whole number


@dataclass(slots=True)
class _Found:
    """Everything that prints one parameter: runs in sentences, rows in tables, the provisions of both, and the row of the cover."""

    runs: list[tuple[str, Run]] = field(default_factory=list)
    tables: list[tuple[str, Table]] = field(default_factory=list)
    cover: list[tuple[str, Run]] = field(default_factory=list)


class _Summary:
    def __init__(self, agreement: Agreement, library: Library) -> None:
        self.agreement, self.library = agreement, library
        self.numbers = citations(agreement)
        self.parties = tuple(self.party(line) for line in agreement.parties)
        self.values = PrintedValues(library, {party.id: party.short_name for party in self.parties})
        self.found: dict[str, _Found] = {}
        for provision in agreement.provisions():
            self._gather(provision)
        for row in agreement.cover:
            for run in row.runs:
                if isinstance(run, Value | Blank):
                    self._of(run).cover.append((row.label, run))

    def _of(self, run: Value | Blank) -> _Found:
        return self.found.setdefault(run.parameter, _Found())

    def _gather(self, provision: Provision) -> None:
        for run in provision.runs:
            if isinstance(run, Value | Blank):
                self._of(run).runs.append((provision.id, run))
        if provision.table:
            inside = {run.parameter: run for row in provision.table.rows for cell in row for run in cell if isinstance(run, Value | Blank)}
            for run in inside.values():
                self._of(run).tables.append((provision.id, provision.table))

    # Parties -------------------------------------------------------------------------------------------------------------

    def party(self, line: NumberedLine) -> PartyTerms:
        words = self.library.words
        said = {run.parameter.rpartition(".")[2]: run.text for run in line.runs if isinstance(run, Value)}
        names = [run.text for run in line.runs if isinstance(run, Term)]
        details = {name: _without(said.get(name, ""), words[template]) for name, template in _DETAILS.items()}
        role_words = next((block.role for block in self.agreement.execution if block.party == line.id), "")
        role = next((name.removeprefix("role_") for name, text in words.items() if name.startswith("role_") and text == role_words), "")
        whole = isinstance(line.runs[0], Term) if line.runs else False
        return PartyTerms(
            id=line.id, number=line.label, role=role, role_words=role_words, name=names[0] if whole else "", short_name=names[-1] if names else "",
            legal_form=said.get("legal_form", ""), registration_id=details["registration_id"], vat_id=details["vat_id"], address=said.get("address", ""),
            country=country_code(said.get("country", ""), self.agreement.language), email=details["email"], words=plain(line.runs),
        )  # fmt: skip

    def client(self) -> str:
        """Return the name of the client as it is printed, on the cover or else in the list of parties."""
        found = self.found.get("deal.client", _Found())
        signing = next((party.name or party.short_name for party in self.parties if party.role == "client"), "")
        return next((run.text for _, run in (*found.cover, *found.runs) if isinstance(run, Value)), "") or signing

    # Terms ---------------------------------------------------------------------------------------------------------------

    def terms(self) -> dict[str, dict[str, KeyTermValue]]:
        """Return the key terms that this agreement has, by group."""
        groups = {group.id: {name: self.term(place) for name, place in group.places.items()} for group in self.library.key_terms}
        return {id_: known for id_, terms in groups.items() if (known := {name: term for name, term in terms.items() if term})}

    def term(self, place: str) -> KeyTermValue | None:
        """Return one key term, or None when the agreement does not print it."""
        clause, _, name = place.partition(".")
        if not name:
            return self.choice(clause)
        found = self.found.get(place)
        if found is None:
            return None
        parameter = Field(name, FACTS[name], "") if clause == "deal" else self.library.clauses[clause].parameters.get(name)
        if parameter is None:
            return None
        if isinstance(parameter, Parameter) and parameter.type == "records":
            return self._records(clause, parameter, found)
        return self._single(clause, parameter, found)

    def choice(self, clause: str) -> KeyTermValue | None:
        """Return which wording of *clause* the agreement has, with the words of the cover that refer to it, or else its heading."""
        reason = next((each for each in self.agreement.reasons if each.clause == clause), None)
        if reason is None:
            return None
        row = next((row for row in self.agreement.cover if clause in _targets(row)), None)
        heading = next((each.heading for each in self.agreement.provisions() if each.id == clause), reason.title)
        words = (plain(row.runs) if row else heading,)
        return KeyTermValue("variant", reason.variant, "", words, False, clause, "", clause, reason.number, row.label if row else "")

    def _single(self, clause: str, parameter: Parameter | Field, found: _Found) -> KeyTermValue:
        in_place = _in_own_clause(found.runs, clause)
        row, _ = found.cover[0] if found.cover else ("", None)
        shown = in_place or [("", run) for _, run in found.cover]
        if not shown:
            cells = [run for _, table in found.tables for run in _of_table(table, clause, parameter.name)]
            texts = tuple(dict.fromkeys(run.text for run in cells))
            return self._made(clause, parameter, texts, (found.tables[0][0], row), open_=isinstance(cells[0], Blank))
        open_ = isinstance(shown[0][1], Blank)
        first = shown[0][0]
        entries = [run.text for place, run in shown if place == first or _siblings(place, first)]
        texts = tuple(dict.fromkeys(entries)) if parameter.type in _LISTED else (shown[0][1].text,)
        return self._made(clause, parameter, texts, (first, row), open_=open_)

    def _made(self, clause: str, parameter: Parameter | Field, texts: tuple[str, ...], at: tuple[str, str], *, open_: bool = False) -> KeyTermValue:
        place, row = at
        value = None if open_ else self.values.read(parameter, texts)
        unit = UNITS.get(parameter.type, "")
        return KeyTermValue(parameter.type, value, unit, texts, open_, clause, parameter.name, place, self.numbers.get(place, ""), row)

    def _records(self, clause: str, parameter: Parameter, found: _Found) -> KeyTermValue:
        path = f"{clause}.{parameter.name}"
        for place, table in found.tables:
            rows = [row for row in table.rows if any(isinstance(run, Value) and run.parameter == path for cell in row for run in cell)]
            if rows:
                value = [self._record(parameter, table.head, row) for row in rows]
                words = tuple(plain(cell) for row in rows for cell in row if cell)
                return self._said(clause, parameter, value, words, place)
        shown = _in_own_clause(found.runs, clause) or [("", run) for _, run in found.cover] or [("", Blank("", path))]
        words = tuple(run.text for _, run in shown)
        return self._said(clause, parameter, None, words, shown[0][0] or (found.tables[0][0] if found.tables else ""), open_=isinstance(shown[0][1], Blank))

    def _said(self, clause: str, parameter: Parameter, value: Any, words: tuple[str, ...], place: str, *, open_: bool = False) -> KeyTermValue:
        return KeyTermValue("records", value, "", words, open_, clause, parameter.name, place, self.numbers.get(place, ""), "")

    def _record(self, parameter: Parameter, head: tuple[str, ...], row: tuple[Runs, ...]) -> dict[str, Any]:
        fields = {each.label: each for each in parameter.fields}
        return {fields[label].name: self.values.read(fields[label], (plain(cell),)) for label, cell in zip(head, row, strict=True) if cell and label in fields}

    def open_points(self) -> Iterator[OpenPoint]:
        """Yield every place where an answer is missing, in printed order."""
        for place, runs in self._printed():
            for run in runs:
                if isinstance(run, Blank):
                    yield OpenPoint(run.text, run.parameter, place, self.numbers.get(place, ""))

    def _printed(self) -> Iterator[tuple[str, Runs]]:
        yield from (("", row.runs) for row in self.agreement.cover)
        yield from ((line.id, line.runs) for line in (*self.agreement.parties, *self.agreement.recitals))
        for provision in self.agreement.provisions():
            yield provision.id, provision.runs
            yield from ((provision.id, cell) for row in (provision.table.rows if provision.table else ()) for cell in row)


_LISTED = frozenset({"texts", "enums", "parties", "countries", "territories", "shares"})


def _in_own_clause(runs: list[tuple[str, Run]], clause: str) -> list[tuple[str, Run]]:
    """Return the runs that stand in the clause itself, in the body or in an annex; those elsewhere where it prints none."""
    own = [each for each in runs if re.sub(r"^[^:#/]+:", "", each[0]).partition("#")[0] == clause]
    return own or runs


def _siblings(one: str, other: str) -> bool:
    """Tell whether two provisions are entries of one list: their ids differ in the number at the end only."""
    return re.sub(r"-\d+$", "", one) == re.sub(r"-\d+$", "", other) and one != other


def _of_table(table: Table, clause: str, name: str) -> Iterator[Value | Blank]:
    path = f"{clause}.{name}"
    yield from (run for row in table.rows for cell in row for run in cell if isinstance(run, Value | Blank) and run.parameter == path)


def _without(text: str, template: str) -> str:
    """Return the number in *text* as *template* prints it, without the words around it."""
    before, _, after = template.partition("{number}")
    return text[len(before) : len(text) - len(after)] if text.startswith(before) and text.endswith(after) else text
