"""Turn the heads of library files into the values that the engine works with."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from agreements.conditions import Condition, ConditionFault, parse
from agreements.library import (
    AnnexPage,
    Clause,
    CoverRow,
    Field,
    IntakeField,
    Json,
    Kind,
    Paragraph,
    Parameter,
    Piece,
    Rule,
    SharedTerm,
    Variant,
)
from agreements.sources import SourceNote
from clauses import schema
from clauses.files import Source
from clauses.wording import curly, pieces, read_wording

Terms = Callable[[str], frozenset[str]]


def term_finder(names: list[str]) -> Terms:
    """Return a function that finds the shared terms (also in the plural) in a text, the longest first."""
    if not names:
        return lambda text: frozenset()
    plurals = {name: name for name in names} | {name + "s": name for name in names}
    plurals |= {name[:-1] + "ies": name for name in names if name.endswith("y")}
    pattern = re.compile(r"\b(" + "|".join(re.escape(word) for word in sorted(plurals, key=len, reverse=True)) + r")\b")
    return lambda text: frozenset(plurals[word] for word in pattern.findall(text))


def condition(source: Source, text: str, *where: str) -> Condition | None:
    """Return the condition that *text* writes, or None when it is empty or faulty; a fault is noted with its line."""
    if not text:
        return None
    try:
        return parse(text)
    except ConditionFault as error:
        source.fault(f"the condition “{text}” cannot be read: {error}.", "See “Conditions” in the drafting guide.", line=source.line_of(*where))
        return None


def line(source: Source, text: str, *where: str) -> tuple[Piece, ...]:
    """Return the pieces of a one-line text of a head."""
    return pieces(text, lambda what, mend: source.fault(what, mend, line=source.line_of(*where)))


def paragraph(source: Source, text: str, terms: Terms, *where: str, when: Condition | None = None) -> Paragraph:
    """Return a one-line text of a head as a paragraph with the terms that it uses."""
    parts = line(source, text, *where)
    return Paragraph(parts, when=when, terms=terms(text))


def _phrases(choices: Mapping[str, str]) -> dict[str, str]:
    return {key: curly(phrase) for key, phrase in choices.items()}


def _parameter(name: str, head: schema.ParameterHead) -> Parameter:
    fields = tuple(Field(key, each.type, curly(each.label), each.optional, _phrases(each.choices)) for key, each in head.fields.items())
    return Parameter(
        name, head.type, curly(head.ask), curly(head.note), head.min, head.max, head.default, head.default_for, head.source, _phrases(head.choices), fields
    )  # fmt: skip


def clause(
    id_: str, head: schema.ClauseHead, source: Source, variants: Mapping[str, Variant], terms: Terms, texts: Mapping[str, Mapping[str, Variant]]
) -> Clause:
    """Return the clause *id_* of its head, its wordings, and *texts*: what they print in kinds for which it has a text of its own."""
    selection = head.selection
    order = tuple(Rule(rule.variant, condition(source, rule.when, "selection", rule.variant)) for rule in selection.order)
    return Clause(
        id=id_, title=curly(head.title), purpose=curly(head.purpose), version=head.version, review=head.review, risks=tuple(head.risks),
        sources=tuple(head.sources), guidance=curly(head.guidance).strip(), applies=head.applies, order=order,
        parameters={name: _parameter(name, each) for name, each in head.parameters.items()}, variants=variants, pending=tuple(head.pending),
        trigger=condition(source, selection.trigger, "selection", "trigger"), always_triggered=selection.always_triggered,
        requires=tuple(head.requires), excludes=tuple(head.excludes), annex=head.annex,
        requires_unless=condition(source, head.requires_unless, "requires_unless"),
        pointer=paragraph(source, head.pointer, terms, "pointer") if head.pointer else None, texts=texts,
        changes={version: curly(note) for version, note in head.changes.items()},
    )  # fmt: skip


def variant(id_: str, head: schema.VariantHead, source: Source, terms: Terms) -> Variant:
    """Return the wording *id_* of its head and body."""
    conditions = {label: made for label, text in head.when.items() if (made := condition(source, text, "when", label))}
    return Variant(
        id=id_, label=curly(head.label), for_lead=curly(head.for_lead), for_partner=curly(head.for_partner),
        paragraphs=read_wording(source, conditions, terms), introduces=tuple(head.introduces), uses=tuple(head.uses), annexes=tuple(head.annexes),
        needs=tuple(head.needs), requires=tuple(head.requires), excludes=tuple(head.excludes), key_term=line(source, head.key_term, "key_term"),
        barred_when=condition(source, head.barred_when, "barred_when"),
    )  # fmt: skip


def text(head: schema.TextHead, source: Source, variants: Mapping[str, Variant], terms: Terms) -> dict[str, Variant]:
    """Return the wordings of a clause as they are printed in the one kind that *head* and its body are about; what they need, require and exclude stays."""
    conditions = {label: made for label, text in head.when.items() if (made := condition(source, text, "when", label))}
    paragraphs = read_wording(source, conditions, terms)
    return {
        id_: replace(
            each, paragraphs=paragraphs, introduces=tuple(head.introduces), uses=tuple(head.uses), annexes=tuple(head.annexes),
            needs=(*each.needs, *head.needs), requires=(*each.requires, *head.requires), excludes=(*each.excludes, *head.excludes),
            key_term=line(source, head.key_terms.get(id_, head.key_term), "key_term"),
        )
        for id_, each in variants.items()
    }  # fmt: skip


def annex(id_: str, head: schema.AnnexHead, source: Source, terms: Terms) -> AnnexPage:
    """Return the annex page *id_*."""
    conditions = {label: made for label, text in head.paragraphs.items() if (made := condition(source, text, "paragraphs", label))}
    return AnnexPage(id_, curly(head.title), head.clause, condition(source, head.when, "when"), read_wording(source, conditions, terms))


def kind(id_: str, head: schema.KindHead, source: Source, terms: Terms) -> Kind:
    """Return the recipe of the kind *id_*."""
    cover = tuple(
        CoverRow(row.label, tuple(row.clauses), row.role, line(source, row.text, row.label), condition(source, row.when, row.label)) for row in head.cover
    )
    recitals = tuple(paragraph(source, each.text, terms, "recital", when=condition(source, each.when, "recital")) for each in head.recital)
    return Kind(
        id_, head.code, head.title, head.use_when, tuple(head.roles), head.lead, tuple(head.clauses), cover, recitals, tuple(head.annexes), head.parent,
        head.brief,
    )  # fmt: skip


def term(name: str, head: schema.TermHead, source: Source, terms: Terms) -> SharedTerm:
    """Return the shared term *name*; a term does not count as used in its own meaning."""
    made = paragraph(source, head.means, lambda text: terms(text) - {name}, name, "means")
    return SharedTerm(name, head.introduced_by, made)


def intake(name: str, head: schema.IntakeHead) -> IntakeField:
    """Return the question *name*; where no default is written, the first choice, false or nothing is taken."""
    fallbacks: dict[str, Json] = {"boolean": False, "enum": next(iter(head.choices), None), "texts": []}
    fallback = fallbacks.get(head.type)
    return IntakeField(name, head.type, curly(head.label), fallback if head.default is None else head.default, _phrases(head.choices))


def source_note(code: str, head: schema.SourceHead) -> SourceNote:
    """Return the source *code*."""
    return SourceNote(code, head.mark, curly(head.title), curly(head.supports))


def phrase_terms(clauses: Iterable[Clause], terms: Terms) -> dict[str, frozenset[str]]:
    """Return the shared terms in the phrases of all choices, by phrase."""
    phrases = {phrase for made in clauses for parameter in made.parameters.values() for phrase in parameter.choices.values()}
    return {phrase: found for phrase in sorted(phrases) if (found := terms(phrase))}


def local_terms(clauses: Iterable[Clause]) -> frozenset[str]:
    """Return the terms of several words in capitals that single wordings define: nobody writes these by chance."""
    wordings = (variant for made in clauses for each in (made.variants, *made.texts.values()) for variant in each.values())
    terms = {term for variant in wordings for term in variant.introduces}
    return frozenset(term for term in terms if " " in term and term[:1].isupper())
