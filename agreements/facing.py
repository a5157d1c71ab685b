"""Write what stands around the clauses: cover page, parties, recitals, execution blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from agreements.agreement import Blank, ExecutionBlock, Signatory, Term, Text, Value
from agreements.deal import Deal, Party
from agreements.facts import parent_reference
from agreements.library import CoverRow, Kind, Library, Piece, RefSlot, Slot, TermMark, Words
from agreements.parameters import Settings
from agreements.phrases import Phrases, country, day
from agreements.seams import Part, Parts

MOST_NAMED, MOST_ROWS = 8, 4  # parties in the line below the title; rows of one role, so that the cover stays one page


class Facing:
    """Writes the facts of one deal that are no parameters of a clause."""

    def __init__(self, deal: Deal, kind: Kind, library: Library, settings: Settings, phrases: Phrases, inherited: tuple[str, ...] = ()) -> None:
        self.deal, self.kind, self.library, self.settings, self.phrases = deal, kind, library, settings, phrases
        self.inherited = {id_: library.clauses[id_].title for id_ in inherited}
        self.words = library.words

    def given(self, name: str) -> Value | Blank:
        """Return a fact of the deal that any wording may print, one of the names in the table below."""
        text = self._facts[name](self)
        return Value(" ".join(text.split()), f"deal.{name}") if text else self.open(name)

    def open(self, name: str) -> Blank:
        """Return the open point for a missing fact of the deal."""
        what = self.words.get(f"the_{name}", self.words.get(f"role_{name}", name.replace("_", " ")))
        return Blank(self.words["deal_blank"].replace("{what}", what), f"deal.{name}")

    _facts: Mapping[str, Callable[[Facing], str]] = {
        "lead": lambda self: self._short(party for party in self.deal.parties if party.id == self.settings.lead),
        "partners": lambda self: self._short(party for party in self.deal.parties if party.role != "client" and party.id != self.settings.lead),
        "hubs": lambda self: self._short(party for party in self.deal.parties if party.role != "client"),
        "client": lambda self: self._client(),
        "parent": lambda self: self._parent(),
        "inherited": lambda self: self.phrases.list_of(f"“{title}”" for title in self.inherited.values()),
        "joiner": lambda self: self._short(party for party in self.deal.parties if party.role == "party"),
        "members": lambda self: self._short(party for party in self.deal.parties if party.role == "member"),
        "start_date": lambda self: day(str(self.settings.anchor("start") or ""), self.phrases.language),
        "end_date": lambda self: day(str(self.settings.anchor("end") or ""), self.phrases.language),
        "total_value": lambda self: self.phrases.money(float(str(self.deal.answers.get("total_value_eur") or 0))),
    }

    def _client(self) -> str:
        signing = next((party.short for party in self.deal.parties if party.role == "client"), "")
        return signing or (self.deal.client.name if self.deal.client else "")

    def _parent(self) -> str:
        reference, above = parent_reference(self.deal, self.library), self.deal.framework
        name, _, version = reference.partition("@")
        around = (part.replace("{version}", version) for part in self.words["parent_version"].split("{reference}"))
        shown = name.join(around) if version else name
        titled = f"“{above.title}” ({shown})" if above and above.title and shown else shown
        return self.words[f"parent_{self.kind.parent or 'framework'}"].replace("{reference}", titled) if titled else ""

    def above(self, clauses: Iterable[str]) -> str:
        """Return “Courts” and “Governing law” of the framework agreement: the titles of inherited *clauses*."""
        titles = self.phrases.list_of(f"“{self.inherited[id_]}”" for id_ in clauses)
        return self.words[f"inherited_{self.kind.parent or 'framework'}"].replace("{titles}", titles)

    def elsewhere(self) -> dict[str, str]:
        """Return what a reference to each inherited clause prints, by clause id."""
        return {id_: self.above((id_,)) for id_ in self.inherited}

    def _short(self, parties: Iterator[Party]) -> str:
        return self.phrases.list_of(party.short for party in parties)

    # Cover ---------------------------------------------------------------------------------------------------------------

    def title(self) -> str:
        """Return the title of the deal, or the title of its kind."""
        return " ".join(str(self.settings.anchor("title") or self.kind.title).split())

    def subtitle(self) -> str:
        """Return “between A and B”, or how many parties there are when they do not fit on a line."""
        names = [party.legal_name or party.short for party in self.deal.parties]
        if len(names) > MOST_NAMED:
            return self.words["among"].replace("{count}", str(len(names)))
        return self.words["between"].replace("{parties}", self.phrases.list_of(names)) if names else ""

    def cover_parties(self, row: CoverRow) -> Iterator[tuple[str, Parts]]:
        """Yield a label and a line for each party of the row's role; a crowd is counted."""
        parties = [party for party in self.deal.parties if row.role in (party.role, "any")]
        if len(parties) > MOST_ROWS:
            label = self.words.get(f"roles_{row.role}", row.label)
            yield label, (Text(self.words["crowd"].replace("{count}", str(len(parties)))),)
            return
        for party in parties:
            shown = [party.legal_name or party.short, party.legal_form, country(party.country, self.phrases.language) if party.country else ""]
            yield row.label, (Value(", ".join(" ".join(each.split()) for each in shown if each), f"parties.{party.id}"),)

    def key_terms(self, row: CoverRow, lines: Mapping[str, Parts]) -> Parts:
        """Return the cover lines of the clauses of *row* as one, with the numbers of these clauses at the end."""
        found = [(clause, lines[clause]) for clause in row.clauses if lines.get(clause)]
        if not found:
            return ()
        parts: list[Part] = []
        for _, each in found:
            parts += [Text("; "), *_unended(each)]
        word = self.words["cover_clause" if len(found) == 1 else "cover_clauses"]
        tail: list[Part] = [Text(f" ({word} ")]
        numbers = sorted((clause for clause, _ in found), key=self.kind.clauses.index)
        for index, clause in enumerate(numbers):
            tail += [Text("" if not index else f" {self.words['and']} " if index == len(found) - 1 else ", "), RefSlot(clause)]
        return _capital(tuple(part for part in [*parts[1:], *tail, Text(")")] if not isinstance(part, Text) or part.text))

    # Parties -------------------------------------------------------------------------------------------------------------

    def party(self, party: Party) -> Parts:
        """Return the full line of one party: name, form, register, seat, short name, role."""
        language = self.phrases.language
        shown: list[tuple[str, str]] = [
            (party.legal_form, "legal_form"),
            (self._with("party_registered", party.registration_id), "registration_id"),
            (self._with("party_vat", party.vat_id), "vat_id"),
            (party.address, "address"),
            (country(party.country, language) if party.country else "", "country"),
            (self._with("party_email", party.email), "email"),
        ]
        name: Part = Term(" ".join(party.legal_name.split())) if party.legal_name.strip() else self._missing(party, "legal_name")
        parts: list[Part] = [name]
        for text, field in shown:
            if text:
                parts += [Text(", "), Value(" ".join(text.split()), f"parties.{party.id}.{field}")]
        role = self._role(party)
        parts += [Text(" (“"), Term(" ".join(party.short.split())), Text(f"”){', ' + role if role else ''}")]
        return tuple(parts)

    def _role(self, party: Party) -> str:
        said = self.words.get(f"party_role_{party.role}", self.words["party_role"])
        return said.replace("{role}", self.words[f"role_{party.role}"]) if party.role != "party" else ""

    def _with(self, word: str, number: str) -> str:
        return self.words[word].replace("{number}", number) if number else ""

    def _missing(self, party: Party, field: str) -> Blank:
        return Blank(self.words["deal_blank"].replace("{what}", self.words[f"party_{field}"]), f"parties.{party.id}.{field}")

    # Signatures ----------------------------------------------------------------------------------------------------------

    def execution(self) -> tuple[ExecutionBlock, ...]:
        """Return one block per party; a party that names nobody gets lines to fill in."""
        return tuple(self._block(party) for party in self.deal.parties)

    def _block(self, party: Party) -> ExecutionBlock:
        people = tuple(
            Signatory(each.name, each.position, each.authority, day(each.date, self.phrases.language), each.place) for each in party.signatories
        ) or (Signatory("", "", "", "", ""),)
        return ExecutionBlock(party.id, " ".join((party.legal_name or party.short).split()), self.words[f"role_{party.role}"], people)


def _unended(parts: Parts) -> Parts:
    """Take the full stop from a typed text that a cover line ends with, because the number of the clause follows."""
    last = parts[-1]
    return (*parts[:-1], Value(last.text.rstrip("."), last.parameter)) if isinstance(last, Value) else parts


def _capital(parts: Parts) -> Parts:
    first = parts[0]
    if isinstance(first, Text) or (isinstance(first, Value) and not first.parameter.startswith(("deal.", "parties."))):
        text = first.text[:1].upper() + first.text[1:]
        opened = Text(text) if isinstance(first, Text) else Value(text, first.parameter)
        return (opened, *parts[1:])
    return parts


def fill_line(pieces: tuple[Piece, ...], given: Callable[[str], Value | Blank]) -> Parts:
    """Return a line that holds only words, references and facts of the deal."""
    made: list[Part] = []
    for piece in pieces:
        match piece:
            case Words(text):
                made.append(Text(text))
            case TermMark(text):
                made.append(Term(text))
            case Slot(name):
                made.append(given(name))
            case _:
                made.append(piece)
    return tuple(made)
