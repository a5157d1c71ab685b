"""Check that the files of the library agree with each other: no gap, no overlap, no dangling reference."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import get_args

from agreements.deal import Parent
from agreements.errors import closest, nearest
from agreements.library import AnnexPage, AnnexSlot, Clause, Kind, Library, Paragraph, Piece, RefSlot, Slot, TermMark, Variant
from agreements.parameters import SOURCES
from clauses.files import Source
from clauses.questions import known_facts, variants_of
from clauses.rules import Topic
from clauses.schema import CODES

GLOBALS = frozenset({"lead", "partners", "hubs", "client", "start_date", "end_date", "total_value", "parent", "inherited", "joiner", "members"})


def examine(library: Library, sources: Mapping[str, Source], known_sources: frozenset[str]) -> None:
    """Note in *sources* every contradiction between the files of *library*."""
    for clause in library.clauses.values():
        _Clause(library, clause, sources).examine(known_sources)
    for annex in library.annexes.values():
        if annex.paragraphs:
            _annex(library, annex, sources[f"annexes/{annex.id}.md"])
    for kind in library.kinds.values():
        _kind(library, kind, sources[f"kinds/{kind.id}.toml"])
    for term in library.terms.values():
        if term.introduced_by not in library.clauses:
            sources["terms.toml"].fault(
                f"“{term.name}” names the clause “{term.introduced_by}”, which does not exist.", nearest(term.introduced_by, library.clauses)
            )


class _Clause:
    def __init__(self, library: Library, clause: Clause, sources: Mapping[str, Source]) -> None:
        self.library, self.clause, self.sources = library, clause, sources
        self.source = sources[f"{clause.id}/clause.toml"]

    def examine(self, known_sources: frozenset[str]) -> None:
        self.heads(known_sources)
        self.selection()
        self.parameters()
        for variant in self.clause.variants.values():
            self.variant(variant, self.sources[f"{self.clause.id}/{variant.id}.md"])
        for code, texts in self.clause.texts.items():
            self.text(code, texts, self.sources[f"{self.clause.id}/{code}.md"])
        self.examples()

    def heads(self, known_sources: frozenset[str]) -> None:
        unknown(self.source, "risks", self.clause.risks, self.library.risks)
        unknown(self.source, "sources", self.clause.sources, known_sources)
        _relations(self.source, (*self.clause.requires, *self.clause.excludes), self.library)
        for relation in self.clause.requires:
            if relation in self.clause.excludes or relation.partition(":")[0] == self.clause.id:
                self.source.fault(f"“{relation}” can never be met.", "Take it out of `requires`.", line=self.source.line_of("requires"))
        if self.clause.pointer:
            _braces(self.library, self.clause, (self.clause.pointer,), self.source)
        known_facts(self.source, self.clause.requires_unless, self.library, {}, at=self.source.line_of("requires_unless"))
        missing = [code for code in CODES if code not in self.clause.applies]
        if missing or len(self.clause.applies) > len(CODES):
            self.source.fault(f"[applies] must name exactly the kinds {', '.join(CODES)}.", "Give each a letter.", line=self.source.line_of("applies"))
        if self.clause.annex and (self.clause.annex not in self.library.annexes or self.clause.pointer is None):
            self.source.fault(
                f"a clause with the annex “{self.clause.annex}” needs that annex and a pointer.", "Add `pointer`.", line=self.source.line_of("annex")
            )

    def selection(self) -> None:
        names = {rule.variant for rule in self.clause.order}
        existing = self.clause.variants.keys() | set(self.clause.pending)
        for name in sorted(names - existing):
            self.source.fault(f"the variant “{name}” has no wording.", f"Write {name}.md or add it to `pending`.", line=self.source.line_of("selection", name))
        for name in sorted(set(self.clause.pending) & self.clause.variants.keys()):
            self.source.fault(f"the variant “{name}” is pending, yet {name}.md exists.", "Take it out of `pending`.", line=self.source.line_of("pending"))
        conditions = [rule.when for rule in self.clause.order]
        if not conditions or conditions[-1] is not None or None in conditions[:-1]:
            self.source.fault(
                "the selection has a gap or a row that is never reached.",
                "Only the last row stands without a condition.",
                line=self.source.line_of("selection"),
            )
        for made in (self.clause.trigger, *conditions):
            known_facts(self.source, made, self.library, {}, at=self.source.line_of("selection"), includes=False)

    def parameters(self) -> None:
        for parameter in self.clause.parameters.values():
            at = self.source.line_of("parameters", parameter.name)
            if parameter.source and not _is_source(parameter.source, self.clause, self.library):
                self.source.fault(
                    f"“{parameter.name}” takes its value from “{parameter.source}”, which does not exist.", nearest(parameter.source, SOURCES), line=at
                )
            if parameter.type in {"enum", "enums"} and not parameter.choices:
                self.source.fault(f"“{parameter.name}” has no choices.", f"Add [parameters.{parameter.name}.choices].", line=at)
            if parameter.type == "records" and not parameter.fields:
                self.source.fault(f"“{parameter.name}” has no fields.", f"Add [parameters.{parameter.name}.fields.…].", line=at)
            for key in parameter.default_for:
                if key not in CODES:
                    self.source.fault(f"“{parameter.name}” has a default for “{key}”, which is no kind.", nearest(key, CODES), line=at)

    def variant(self, variant: Variant, source: Source) -> None:
        _braces(self.library, self.clause, variant.paragraphs, source, variant.key_term)
        _relations(source, (*variant.requires, *variant.excludes), self.library)
        known_facts(source, variant.barred_when, self.library, self.clause.parameters, at=source.line_of("barred_when"))
        unknown(source, "annexes", variant.annexes, self.library.annexes)
        unknown(source, "needs", variant.needs, self.clause.parameters)
        self.terms(variant, source)

    def text(self, code: str, texts: Mapping[str, Variant], source: Source) -> None:
        """Check what all wordings print in the kind *code*: the text once, the cover line of each."""
        if self.clause.applies.get(code) not in {"m", "d", "o"}:
            source.fault(f"the clause is never printed in {code}, so it needs no text for it.", "Delete the file, or change [applies].")
        unknown(source, "key_terms", source.head.get("key_terms", {}), texts)
        for number, variant in enumerate(texts.values()):
            if number == 0:
                self.variant(variant, source)
            else:
                _braces(self.library, self.clause, (), source, variant.key_term)

    def terms(self, variant: Variant, source: Source) -> None:
        defined = [piece.text for each in _all(variant.paragraphs) for piece in each.pieces if isinstance(piece, TermMark)]
        used = frozenset().union(*(each.terms for each in _all(variant.paragraphs)))
        _same(source, "introduces", variant.introduces, defined, "set in bold")
        phrases = frozenset(variant.uses) & _phrase_terms(self.clause, variant)
        _same(source, "uses", frozenset(variant.uses) - phrases, used - phrases, "used")
        for term in set(defined) & self.library.terms.keys():
            source.fault(f"“{term}” is a shared term and has its meaning in terms.toml.", "Do not define it here.", line=source.line_of("introduces"))

    def examples(self) -> None:
        examples = self.sources.get(f"{self.clause.id}/examples.toml")
        if examples is None:
            return
        listed = examples.head.get("example")
        entries = [entry for entry in (listed if isinstance(listed, list) else ()) if isinstance(entry, dict)]
        shown = {str(entry.get("variant")) for entry in entries}
        codes = {kind.code for kind in self.library.kinds.values() if kind.id in {str(entry.get("kind")) for entry in entries}}
        for code in self.clause.texts.keys() - codes:
            examples.fault(f"the text for {code} has no example.", "Write one with that kind.")
        for name in sorted(self.clause.variants.keys() - shown):
            examples.fault(f"the variant “{name}” has no example.", "Write one.")
        for name in sorted(shown - self.clause.variants.keys()):
            examples.fault(f"an example names the variant “{name}”, which has no wording.", nearest(name, self.clause.variants))


def _phrase_terms(clause: Clause, variant: Variant) -> frozenset[str]:
    """Return the declared terms that stand only in phrases of choices or on the cover line of this wording."""
    texts = [phrase for parameter in clause.parameters.values() for phrase in parameter.choices.values()]
    texts += [piece.text for piece in variant.key_term if not isinstance(piece, Slot | RefSlot | AnnexSlot)]
    return frozenset(term for term in variant.uses if any(term in text for text in texts))


def _same(source: Source, key: str, declared: Iterable[str], found: Iterable[str], verb: str) -> None:
    for name in sorted(set(found) - set(declared)):
        source.fault(f"“{name}” is {verb} but not listed in `{key}`.", "List it.", line=source.line_of(key))
    for name in sorted(set(declared) - set(found)):
        source.fault(f"“{name}” is listed in `{key}` but not {verb}.", "Take it out of the list.", line=source.line_of(key))


def unknown(source: Source, key: str, names: Iterable[str], allowed: Iterable[str]) -> None:
    """Note each of *names* that is not allowed, at the line of *key*."""
    known = set(allowed)
    for name in names:
        if name not in known:
            source.fault(f"“{name}” in `{key}` does not exist.", closest(name, known), line=source.line_of(key))


def _relations(source: Source, relations: Iterable[str], library: Library) -> None:
    for relation in relations:
        clause, _, variant = relation.partition(":")
        found = library.clauses.get(clause)
        if found is None or (variant and variant not in variants_of(found)):
            mend = nearest(clause, library.clauses) if found is None else nearest(variant, variants_of(found))
            source.fault(f"“{relation}” does not exist.", mend, line=source.line_of("requires"))


def _all(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    for paragraph in paragraphs:
        yield paragraph
        yield from _all(paragraph.children)


def _braces(library: Library, clause: Clause, paragraphs: Iterable[Paragraph], source: Source, key_term: tuple[Piece, ...] = ()) -> None:
    pieces = list(key_term)
    for paragraph in _all(paragraphs):
        pieces += paragraph.pieces
        known_facts(source, paragraph.when, library, clause.parameters, at=source.line_of(paragraph.label))
        if paragraph.block and paragraph.block.kind in {"items", "table"}:
            _block(clause, paragraph.block.kind, paragraph.block.name, paragraph.block.arguments, source)
    for piece in pieces:
        _piece(library, clause, piece, source)


def _block(clause: Clause, kind: str, name: str, arguments: tuple[str, ...], source: Source) -> None:
    parameter = clause.parameters.get(name)
    wanted = {"items": {"enums", "texts", "parties", "clauses", "shares", "records"}, "table": {"records"}}[kind]
    if parameter is None or parameter.type not in wanted:
        source.fault(f'“{{{{ {kind}("{name}") }}}}” needs a parameter with several entries.', nearest(name, clause.parameters), line=_find(source, name))
    elif kind == "table":
        unknown(source, name, arguments, [each.name for each in parameter.fields])


def _piece(library: Library, clause: Clause, piece: Piece, source: Source) -> None:
    match piece:
        case Slot(name) if name not in clause.parameters and name not in GLOBALS:
            source.fault(f"“{{{{ {name} }}}}” is no parameter of this clause.", nearest(name, clause.parameters), line=_find(source, name))
        case RefSlot(target, label):
            reference(library, target, label, source)
        case AnnexSlot(annex) if annex not in library.annexes:
            source.fault(f"there is no annex “{annex}”.", nearest(annex, library.annexes), line=_find(source, annex))


def reference(library: Library, target: str, label: str, source: Source) -> None:
    """Note a reference to a clause, or to a label of it, that leads nowhere."""
    found = library.clauses.get(target)
    if found is None:
        source.fault(f"there is no clause “{target}”.", nearest(target, library.clauses), line=_find(source, target))
    elif label:
        places = {f"the wording “{id_}”": variant for id_, variant in found.variants.items()}
        places |= {f"the text for {code}": next(iter(texts.values())) for code, texts in found.texts.items() if texts}
        for place, variant in places.items():
            if label not in {paragraph.label for paragraph in _all(variant.paragraphs)}:
                source.fault(f"{place} of “{target}” has no paragraph labelled “{label}”.", "Label it there.", line=_find(source, label))


def _find(source: Source, word: str) -> int:
    return next((number for number, text in enumerate(source.lines, start=1) if re.search(rf"\{{\{{.*{re.escape(word)}", text)), 0)


def _is_source(name: str, clause: Clause, library: Library) -> bool:
    group, _, rest = name.partition(".")
    return (
        name in SOURCES
        or (group == "national" and rest in get_args(Topic))
        or (group == "law_is" and rest.isalpha() and rest.isupper() and len(rest) == 2)
        or (group == "framework" and rest in Parent.__dataclass_fields__)
        or (group == "answers" and rest in library.intake)
        or (group in ("same", "others") and rest in clause.parameters)
        or (group in library.clauses and rest in library.clauses[group].parameters)
    )


def _annex(library: Library, annex: AnnexPage, source: Source) -> None:
    clause = library.clauses.get(annex.clause)
    if clause is None:
        source.fault(f"there is no clause “{annex.clause}”.", nearest(annex.clause, library.clauses), line=source.line_of("clause"))
        return
    known_facts(source, annex.when, library, clause.parameters, at=source.line_of("when"))
    _braces(library, clause, annex.paragraphs, source)
    used = frozenset().union(*(each.terms for each in _all(annex.paragraphs)))
    _same(source, "uses", source.head.get("uses", []), used, "used")


def _kind(library: Library, kind: Kind, source: Source) -> None:
    unknown(source, "clauses", kind.clauses, library.clauses)
    unknown(source, "annexes", kind.annexes, library.annexes)
    for clause in library.clauses.values():
        listed, letter = clause.id in kind.clauses, clause.applies.get(kind.code)
        if listed != (letter in {"m", "d", "o"}):
            fault = f"“{clause.id}” is {'listed' if listed else 'not listed'}, but applies here as “{letter}”."
            source.fault(fault, "Put the two in line.", line=source.line_of("clauses"))
    for row in kind.cover:
        unknown(source, row.label, row.clauses, library.clauses)
        known_facts(source, row.when, library, {}, at=source.line_of("cover"))
    for recital in kind.recitals:
        known_facts(source, recital.when, library, {}, at=source.line_of("recital"))
