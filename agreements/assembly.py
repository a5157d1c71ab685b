"""Assemble an agreement from a deal and a library: select, fill, define, number, resolve. The table of contents of the engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from agreements.agreement import Agreement, Annex, Approval, Blank, KeyTerm, NumberedLine, Reason, Text, Words
from agreements.conditions import holds
from agreements.crossrefs import Placed, Resolver, Section, citations, place, tree
from agreements.deal import Deal
from agreements.definitions import glossary, used_terms
from agreements.editions import as_pinned
from agreements.errors import AgreementError, Fault
from agreements.facing import Facing, fill_line
from agreements.facts import ClauseFacts, DealFacts
from agreements.library import AnnexPage, Clause, Kind, Library, Paragraph, Piece, RefSlot, Variant
from agreements.numbering import letter
from agreements.parameters import Settings, parameter_facts
from agreements.phrases import Phrases
from agreements.reasons import because
from agreements.seams import Draft, Part, Parts
from agreements.selection import Chosen, Selection, select
from agreements.wording import FREE, Filling, fill


@dataclass(frozen=True, slots=True, eq=False)
class Drafted:
    """An agreement with what it was made from: checks read it. Two drafts are the same only if they are one.

    *generated* is the agreement as drafted where people have edited it since; *agreement* is then the edited one.
    """

    agreement: Agreement
    deal: Deal
    kind: Kind
    library: Library
    selection: Selection
    settings: Settings
    facts: DealFacts
    fillings: Mapping[str, Filling]
    annexes: tuple[str, ...]
    generated: Agreement | None = None


def own_annex(clause: Clause, kind: Kind) -> str:
    """Return the annex in which *clause* prints in full, or an empty text where it stands in the body.

    It stands there in the annex kind that is about it, and in a kind for which it has a text of its own.
    """
    return "" if clause.annex == kind.code or kind.code in clause.texts else clause.annex


def term_is_inherited(name: str, selection: Selection, library: Library) -> bool:
    """Tell whether the parent agreement gives the shared term *name* its meaning: a clause taken from there introduces it."""
    owner = library.terms[name].introduced_by
    return owner in selection.inherited and owner != library.anchors["definitions"]


class WordingMissing(AgreementError):
    """A variant was chosen that has no wording yet."""


def draft(deal: Deal, library: Library, *, tolerant: bool = False) -> Drafted:
    """Return the agreement of *deal*, however incomplete; what is missing is an open point in it.

    Raises :class:`WordingMissing` when a chosen variant has no wording yet, unless *tolerant*: then its clause is one open point.
    """
    library = as_pinned(library, deal)
    kind = library.kinds[deal.kind]
    selection = select(deal, kind, library)
    if not tolerant:
        require_wordings(selection)
    return _Assembly(deal, kind, library, selection).drafted()


def require_wordings(selection: Selection) -> None:
    """Raise :class:`WordingMissing`, with all of them, when a chosen variant has no wording yet."""
    faults = [
        Fault(chosen.clause.id, f"the wording “{chosen.variant}” is not written yet.", f"Choose one of: {', '.join(chosen.clause.variants) or 'none so far'}.")
        for chosen in selection.chosen
        if chosen.variant not in chosen.clause.variants
    ]
    if faults:
        raise WordingMissing(faults)


class _Assembly:
    def __init__(self, deal: Deal, kind: Kind, library: Library, selection: Selection) -> None:
        self.deal, self.kind, self.library, self.selection = deal, kind, library, selection
        self.settings = Settings(deal, kind, library)
        self.facts = DealFacts(deal, kind, library, selection.variants, selection.inherited)
        self.phrases = Phrases(deal, library)
        self.facing = Facing(deal, kind, library, self.settings, self.phrases, selection.inherited)
        self.fillings = {chosen.clause.id: self.filling(chosen.clause) for chosen in selection.chosen}
        self.annexes = tuple(self._annexes())

    def filling(self, clause: Clause) -> Filling:
        settings = self.settings.of(clause)
        facts = ClauseFacts(self.facts, parameter_facts(settings))
        free = frozenset(f"{clause.id}.{name}" for name, parameter in clause.parameters.items() if parameter.type in FREE)
        return Filling(clause, settings, facts, self.phrases, self.facing.given, self.library.phrase_terms, free, self.facing.above)

    def wording(self, chosen: Chosen) -> Variant | None:
        """Return the wording of *chosen* as it is printed in this kind."""
        return chosen.clause.wording(chosen.variant, self.kind.code)

    # Fill ----------------------------------------------------------------------------------------------------------------

    def _annexes(self) -> Iterator[AnnexPage]:
        """Yield the annexes that the selection asks for, in the order of the kind; others that it asks for come last."""
        variants = [variant for chosen in self.selection.chosen if (variant := self.wording(chosen))]
        wanted = {annex for variant in variants for annex in variant.annexes}
        wanted |= {annex for chosen in self.selection.chosen if (annex := own_annex(chosen.clause, self.kind))}
        for id_ in (*self.kind.annexes, *sorted(wanted - set(self.kind.annexes))):
            page = self.library.annexes[id_]
            if id_ in wanted or (page.when is not None and page.clause in self.fillings and self.fillings[page.clause].applies(page.when)):
                yield page

    def body(self) -> list[Section]:
        """Return one section per clause; a clause with an annex of its own leaves a pointer."""
        return [self._section(chosen, pointer=bool(own_annex(chosen.clause, self.kind))) for chosen in self.selection.chosen]

    def _section(self, chosen: Chosen, *, pointer: bool, prefix: str = "") -> Section:
        clause = chosen.clause
        source = f"{clause.id}:{chosen.variant}@{clause.version}"
        variant = self.wording(chosen)
        if variant is None:
            open_point = Blank(self.library.words["unwritten"].replace("{variant}", chosen.variant), f"{clause.id}.variant")
            return Section(prefix + clause.id, source, (Draft("1", (open_point,)),), clause.title)
        paragraphs = (clause.pointer,) if pointer and clause.pointer else variant.paragraphs
        return Section(prefix + clause.id, source, fill(paragraphs, self.fillings[clause.id]), clause.title)

    def attached(self, page: AnnexPage) -> list[Section]:
        """Return the sections of one annex: its own page, or the clauses that print in full there."""
        if not page.paragraphs:
            return [self._section(chosen, pointer=False, prefix=f"{page.id}:") for chosen in self.selection.chosen if chosen.clause.annex == page.id]
        clause = self.library.clauses[page.clause]
        filling = self.fillings.get(page.clause) or self.filling(clause)
        return [Section(page.id, f"annexes/{page.id}@{clause.version}", fill(page.paragraphs, filling))]

    # Number and resolve --------------------------------------------------------------------------------------------------

    def drafted(self) -> Drafted:
        body = self.body()
        attached = {page: self.attached(page) for page in self.annexes}
        lines = {id_: self._cover_line(id_) for id_ in self.fillings}
        recitals = [fill_line(each.pieces, self.facing.given) for each in self._recitals()]
        body = self.with_definitions(body, attached)
        placed = place(body)
        labels = {page.id: self.library.words["annex"].replace("{number}", str(number)) for number, page in enumerate(self.annexes, start=1)}
        resolver = Resolver(citations(placed), labels, self.facing.elsewhere(), self._title_of, self.library.words["nowhere"])
        agreement = self._agreement(resolver, placed, {page: place(sections) for page, sections in attached.items()}, labels, lines, recitals)
        return Drafted(
            agreement, self.deal, self.kind, self.library, self.selection, self.settings, self.facts, self.fillings, tuple(page.id for page in self.annexes)
        )  # fmt: skip

    def _title_of(self, id_: str) -> str:
        if id_ in self.library.clauses:
            return self.library.clauses[id_].title
        return self.library.annexes[id_].title if id_ in self.library.annexes else id_

    def _cover_line(self, clause: str) -> Parts:
        chosen = self.selection.find(clause)
        variant = self.wording(chosen) if chosen else None
        return self.fillings[clause].line(variant.key_term) if variant else ()

    def _recitals(self) -> list[Paragraph]:
        return [each for each in self.kind.recitals if each.when is None or holds(each.when, self.facts)]

    def with_definitions(self, body: list[Section], attached: Mapping[AnnexPage, list[Section]]) -> list[Section]:
        """Return *body* with the definitions of all terms that the agreement uses, at the place that a clause keeps for them."""
        drafts = [each for section in (*body, *(one for sections in attached.values() for one in sections)) for each in section.drafts]
        first = {term for each in self._recitals() for term in each.terms}
        names = [name for name in used_terms(drafts, first, self.library.terms) if not term_is_inherited(name, self.selection, self.library)]
        entries = glossary(names, self.library.terms, self._meaning, self.library.words["means"])
        return [replace(section, drafts=tuple(_defined(section.drafts, entries))) for section in body]

    def _meaning(self, pieces: tuple[Piece, ...]) -> Parts:
        return fill_line(pieces, self.facing.given)

    def _agreement(
        self,
        resolver: Resolver,
        placed: list[Placed],
        attached: Mapping[AnnexPage, list[Placed]],
        labels: Mapping[str, str],
        lines: Mapping[str, Parts],
        recitals: list[Parts],
    ) -> Agreement:
        deal, words = self.deal, self.library.words
        return Agreement(
            kind=self.kind.id,
            kind_title=self.kind.title,
            title=self.facing.title(),
            subtitle=self.facing.subtitle(),
            language=self.library.language,
            reference=deal.reference or words["no_reference"],
            date=deal.date,
            library=self.library.version,
            deal=deal.fingerprint,
            cover=tuple(self._cover(resolver, lines)),
            cover_note=self._note(),
            parties=tuple(NumberedLine(party.id, f"({number})", resolver.runs(self.facing.party(party))) for number, party in enumerate(deal.parties, start=1)),
            recitals=tuple(NumberedLine(f"recital-{n}", f"({letter(n).upper()})", resolver.runs(each)) for n, each in enumerate(recitals, start=1)),
            agreed=words["agreed"],
            clauses=tree(placed, resolver, ""),
            annexes=tuple(Annex(page.id, labels[page.id], page.title, tree(rows, resolver, page.title)) for page, rows in attached.items()),
            execution_intro=(Text(words["execution_intro"]),),
            execution=self.facing.execution(),
            approval=self._approval(resolver),
            words=Words(**{name: words[name] for name in Words.__dataclass_fields__}),
            reasons=tuple(self._reasons(citations(placed), attached)),
            brief=self.kind.brief,
        )

    def _cover(self, resolver: Resolver, lines: Mapping[str, Parts]) -> Iterator[KeyTerm]:
        for row in self.kind.cover:
            if row.when is not None and not holds(row.when, self.facts):
                continue
            if row.role:
                yield from (KeyTerm(label, resolver.runs(each)) for label, each in self.facing.cover_parties(row))
            elif parts := fill_line(row.pieces, self.facing.given) if row.pieces else self.facing.key_terms(row, lines):
                yield KeyTerm(row.label, resolver.runs(parts))

    def _note(self) -> str:
        words = self.library.words
        reviews = dict.fromkeys(chosen.clause.review for chosen in self.selection.chosen)
        note = words["cover_note"].replace("{library}", self.library.version).replace("{review}", ", ".join(reviews))
        return note.replace("{reference}", " ".join(self.deal.reference.split()) or words["no_reference"])

    def _approval(self, resolver: Resolver) -> Approval | None:
        if self.settings.anchor("approval") is not True:
            return None
        words = self.library.words
        listed = [id_ for id_ in self.library.anchors["approved"].split() if id_ in self.fillings]
        parts: list[Part] = [Text(f"{words['approval_text']} ")]
        for index, id_ in enumerate(listed):
            parts += [Text("; ") if index else Text(""), RefSlot(id_), Text(f" ({self.library.clauses[id_].title})")]
        runs = resolver.runs(tuple(part for part in [*parts, Text(".")] if not isinstance(part, Text) or part.text))
        return Approval(words["approval_heading"], runs, self.facing.execution())

    def _reasons(self, numbers: Mapping[str, str], attached: Mapping[AnnexPage, list[Placed]]) -> Iterator[Reason]:
        for chosen in self.selection.chosen:
            yield self._reason(chosen, numbers[chosen.clause.id], because(chosen, self.library))
        for page, rows in attached.items():
            inside = citations(rows)
            for chosen in self.selection.chosen:
                if not page.paragraphs and chosen.clause.annex == page.id:
                    here = self.library.words["because_annex"].replace("{number}", numbers[chosen.clause.id])
                    yield replace(self._reason(chosen, inside[f"{page.id}:{chosen.clause.id}"], (here,)), annex=page.id)

    def _reason(self, chosen: Chosen, number: str, why: tuple[str, ...]) -> Reason:
        clause = chosen.clause
        return Reason(clause.id, chosen.variant, clause.version, clause.title, number, why, clause.risks)


def _defined(drafts: tuple[Draft, ...], entries: tuple[Draft, ...]) -> Iterator[Draft]:
    for each in drafts:
        if not each.glossary:
            yield replace(each, children=tuple(_defined(each.children, entries))) if each.children else each
        elif entries:
            yield replace(each, children=entries)
