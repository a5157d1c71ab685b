"""Write an agreement as Akoma Ntoso 3.0, the XML of legal documents: all of its words in their structure, with what each of them is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agreements.agreement import Agreement, Annex, ExecutionBlock, NumberedLine, Provision, Record, Signatory, Term
from agreements.render.akn_meta import cast, identification, meta
from agreements.render.akn_text import NAMESPACE, OURS, Ids, Names, Writer, element, stable, words

_LEVELS = {1: ("clause", "cl"), 2: ("subclause", "subcl"), 3: ("paragraph", "para"), 4: ("subparagraph", "subpara")}


def render(agreement: Agreement, *, draft: bool = False) -> bytes:
    """Return the agreement as an Akoma Ntoso document in UTF-8; *draft* says in it that it is one. The same agreement gives the same bytes."""
    return ('<?xml version="1.0" encoding="UTF-8"?>\n' + _Document(agreement, draft=draft).whole() + "\n").encode()


# Identifiers -------------------------------------------------------------------------------------------------------------


def number_part(label: str) -> str:
    """Return a printed number as it stands in an identifier: without the signs around it, with hyphens for those inside.

    >>> [number_part(label) for label in ("4.", "4.1", "(a)")]
    ['4', '4-1', 'a']
    """
    return re.sub(r"[\W_]+", "-", label).strip("-")


def identifiers(agreement: Agreement) -> tuple[list[str], dict[str, str]]:
    """Return the identifier of each provision in printed order, and those of all ids that a reference may lead to."""
    listed: list[str] = []
    known: dict[str, str] = {}
    taken: set[str] = set()

    def visit(provisions: tuple[Provision, ...], prefix: str) -> None:
        unnumbered = 0
        for provision in provisions:
            unnumbered += not provision.label
            number = number_part(provision.label) or str(unnumbered)
            name = free = Ids(prefix).within(f"{_LEVELS[provision.level][1]}_{number}")
            copy = 1
            while free in taken:
                copy += 1
                free = f"{name}-{copy}"
            taken.add(free)
            listed.append(free)
            known.setdefault(provision.id, free)
            visit(provision.children, free)

    visit(agreement.clauses, "")
    for place, annex in enumerate(agreement.annexes, start=1):
        known[annex.id] = f"att_{place}"
        visit(annex.provisions, f"att_{place}")
    return listed, known


# The document ------------------------------------------------------------------------------------------------------------


class _Document:
    def __init__(self, agreement: Agreement, *, draft: bool) -> None:
        self.agreement, self.draft = agreement, draft
        names = Names()
        self.people = cast(agreement, names)
        listed, self.known = identifiers(agreement)
        self.eids = iter(listed)
        self.writer = Writer(agreement, self.known, names)

    def whole(self) -> str:
        agreement = self.agreement
        parts = (
            meta(agreement, self.people, self.writer.vocabulary, draft=self.draft),
            element("preface", "".join(self.preface())),
            element("preamble", "".join(self.preamble())),
            element("mainBody", self.provisions(agreement.clauses) or element("p")),
            element("conclusions", "".join(self.conclusions())),
            element("attachments", "".join(self.attachments())) if agreement.annexes or agreement.record else "",
        )
        document = element("doc", "\n".join(part for part in parts if part), name="agreement", contains="originalVersion")
        return element("akomaNtoso", document, xmlns=NAMESPACE, xmlns__pw=OURS)

    def preface(self) -> Iterator[str]:
        agreement, ids = self.agreement, Ids("preface")
        if self.draft:
            yield element("p", element("docStage", words(agreement.words.draft)), class_="draft")
        yield element("p", element("docType", words(agreement.kind_title)))
        yield element("p", element("docTitle", words(agreement.title)))
        yield element("p", words(agreement.subtitle), class_="subtitle")
        rows = [
            element("tr", element("th", element("p", words(row.label))) + element("td", self.writer.paragraph(row.runs, ids)), eId=ids.next("row"))
            for row in agreement.cover
        ]
        if rows:
            table = element("table", "".join(rows), eId=ids.within("table_1"), title=agreement.words.key_terms)
            yield element("container", table, name="keyTerms", eId=ids.within("keyTerms"))
        yield element("p", words(agreement.cover_note), class_="note")

    def preamble(self) -> Iterator[str]:
        agreement, shown = self.agreement, self.agreement.words
        inside = _heading(shown.parties)
        if agreement.parties:
            items = "".join(self.party(line) for line in agreement.parties)
            inside += element("blockList", items, eId="parties__list_1")
        yield element("container", inside, name="parties", eId="parties")
        if agreement.recitals:
            recitals = "".join(self.line("recital", f"recs__rec_{number_part(line.label)}", line) for line in agreement.recitals)
            yield element("recitals", element("heading", words(shown.background)) + recitals, eId="recs")
        yield _heading(shown.terms)
        yield element("formula", element("p", words(agreement.agreed)), name="enactingFormula", eId="formula_1")

    def party(self, line: NumberedLine) -> str:
        """Return the line of a party: its full and its short name are marked as names of the party, all else as in any line."""
        ids, name, role = Ids(f"parties__list_1__item_{number_part(line.label)}"), self.people.parties[line.id], self.people.roles.get(line.id, "")
        parts = [
            element("party", words(run.text), eId=ids.next("party"), refersTo=f"#{name}", as_=f"#{role}" if role else "")
            if isinstance(run, Term)
            else self.writer.runs((run,), ids)
            for run in line.runs
        ]
        return element("item", element("num", words(line.label)) + element("p", "".join(parts)), eId=ids.prefix, wId=stable(line.id))

    def line(self, tag: str, eid: str, line: NumberedLine) -> str:
        return element(tag, element("num", words(line.label)) + self.writer.paragraph(line.runs, Ids(eid)), eId=eid, wId=stable(line.id))

    # Provisions ----------------------------------------------------------------------------------------------------------

    def provisions(self, provisions: tuple[Provision, ...], source: str = "") -> str:
        return "\n".join(self.provision(each, source) for each in provisions)

    def provision(self, provision: Provision, above: str) -> str:
        """Return one provision with all below it; it says which wording it comes from where that differs from the one *above*."""
        ids = Ids(next(self.eids))
        lead = self.writer.paragraph(provision.runs, ids) if provision.runs else ""
        lead += self.writer.table(provision.table, ids) if provision.table else ""
        if provision.children:
            inner = (element("intro", lead, eId=ids.within("intro")) if lead else "") + self.provisions(provision.children, provision.source)
        else:
            inner = element("content", lead, eId=ids.within("content"))
        head = element("num", words(provision.label)) if provision.label else ""
        head += element("heading", words(provision.heading)) if provision.heading else ""
        source = provision.source if provision.source != above else ""
        return element(_LEVELS[provision.level][0], head + inner, eId=ids.prefix, wId=stable(provision.id), pw__source=source)

    # Signatures ----------------------------------------------------------------------------------------------------------

    def conclusions(self) -> Iterator[str]:
        agreement = self.agreement
        yield _heading(agreement.words.signatures)
        yield self.writer.paragraph(agreement.execution_intro, Ids("signatures__intro"))
        yield from self.blocks(agreement.execution, "signatures")
        if agreement.approval:
            yield _heading(agreement.approval.heading)
            yield self.writer.paragraph(agreement.approval.runs, Ids("approval__intro"))
            yield from self.blocks(agreement.approval.blocks, "approval")

    def blocks(self, blocks: tuple[ExecutionBlock, ...], prefix: str) -> Iterator[str]:
        for place, block in enumerate(blocks, start=1):
            ids = Ids(f"{prefix}__block_{place}")
            name = element("organization", words(block.name), eId=ids.next("organization"), refersTo=f"#{self.people.parties[block.party]}")
            signers = (self.signer(block, place, person, ids) for place, person in enumerate(block.signatories))
            yield element("container", element("p", name) + "".join(signers), name="executionBlock", eId=ids.prefix, wId=stable(f"{prefix}:{block.party}"))

    def signer(self, block: ExecutionBlock, place: int, person: Signatory, ids: Ids) -> str:
        """Return the lines in which one person signs; what nobody has told yet is a place to fill in."""
        shown, key = self.agreement.words, (block.party, place)
        name, role = self.people.signatories.get(key, ""), self.people.positions.get(key, "")
        here = element("person", words(person.name), eId=ids.next("person"), refersTo=f"#{name}", as_=f"#{role}" if role else "") if name else _blank(ids)
        post = element("role", words(person.position), eId=ids.next("role"), refersTo=f"#{role}") if role else words(person.position) or _blank(ids)
        sign = element("signature", _blank(ids), eId=ids.next("signature"), refersTo=f"#{name or self.people.parties[block.party]}")
        rest = ((shown.authority, person.authority), (shown.date, person.date), (shown.place, person.place))
        lines = [(shown.signature, sign), (shown.name, here), (shown.position, post), *((label, words(said) or _blank(ids)) for label, said in rest)]
        return "".join(element("p", f"{words(label)}: {inner}") for label, inner in lines)

    # Attachments ---------------------------------------------------------------------------------------------------------

    def attachments(self) -> Iterator[str]:
        for annex in self.agreement.annexes:
            yield self.annex(annex)
        if self.agreement.record:
            yield self.record(self.agreement.record, f"att_{len(self.agreement.annexes) + 1}")

    def annex(self, annex: Annex) -> str:
        eid = self.known[annex.id]
        head = element("num", words(annex.label)) + element("heading", words(annex.title))
        return self.attached("annex", eid, annex.id, head, self.provisions(annex.provisions))

    def record(self, record: Record, eid: str) -> str:
        items = "".join(self.line("item", f"{eid}__list_1__item_{number_part(line.label)}", line) for line in record.lines)
        listed = element("blockList", items, eId=f"{eid}__list_1") if items else ""
        return self.attached("record", eid, "record", element("heading", words(record.heading)), element("p", words(record.intro)) + listed)

    def attached(self, name: str, eid: str, wid: str, head: str, body: str) -> str:
        about = element("meta", identification(self.agreement, f"{name}_{eid.removeprefix('att_')}", [*self.people.parties.values()]))
        document = element("doc", about + element("mainBody", body or element("p")), name=name, contains="originalVersion")
        return element("attachment", head + document, eId=eid, wId=stable(wid))


def _heading(text: str) -> str:
    return element("block", words(text), name="heading")


def _blank(ids: Ids) -> str:
    return element("fillIn", eId=ids.next("fillIn"))
