"""Fill a wording with the values of a deal: drop paragraphs whose condition fails, expand lists and tables, mend the seams."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from agreements.agreement import Blank, Term, Text, Value
from agreements.conditions import Condition, holds
from agreements.facts import ClauseFacts
from agreements.library import Block, Clause, Paragraph, Parameter, Piece, RefSlot, Slot, TermMark, Words
from agreements.parameters import Setting
from agreements.phrases import Phrases
from agreements.seams import Draft, Part, Parts, TableDraft, joining_word, punctuated, seamless

_OPENS_SENTENCE = frozenset({"months", "years", "hours", "days", "business_days", "percent", "points", "integer", "enum", "enums"})
FREE = frozenset({"text", "texts"})
_UNENDED = re.compile(r"(?<![\s.]\w)[.;,]+$")  # the end of a sentence, but not of a name such as “Kupa d.o.o.”
EMPTY_ROWS = 6


@dataclass(frozen=True, slots=True)
class Filling:
    """What the paragraphs of one clause are filled with.

    *given* writes facts of the deal such as the lead hub; *free* names the parameters whose text people type, with the clause before them;
    *above* writes the titles of inherited clauses.
    """

    clause: Clause
    settings: Mapping[str, Setting]
    facts: ClauseFacts
    phrases: Phrases
    given: Callable[[str], Value | Blank]
    phrase_terms: Mapping[str, frozenset[str]] = field(default_factory=dict)
    free: frozenset[str] = frozenset()
    above: Callable[[Iterable[str]], str] = "".join

    def applies(self, condition: Condition | None) -> bool:
        """Tell whether a paragraph with this condition is printed."""
        return condition is None or holds(condition, self.facts)

    def line(self, pieces: tuple[Piece, ...]) -> Parts:
        """Return *pieces* with their values, as a line that is no sentence."""
        return tuple(part for piece in pieces for part in self._parts(piece))

    def parts(self, pieces: tuple[Piece, ...]) -> Parts:
        """Return *pieces* with their values, seams mended."""
        return seamless(self.line(pieces), self.free)

    def _parts(self, piece: Piece) -> Parts:
        match piece:
            case Words(text):
                return (Text(text),)
            case TermMark(text):
                return (Term(text),)
            case Slot(name):
                return self.slot(name)
        return (piece,)

    def slot(self, name: str) -> Parts:
        """Return the value of a parameter of the clause, or of a fact of the deal."""
        parameter = self.clause.parameters.get(name)
        if parameter is None:
            return (self.given(name),)
        setting = self.settings[name]
        if setting.is_empty:
            return (self.blank(parameter),)
        if parameter.type == "clauses":
            return self.clauses(setting.value)
        return (Value(self.phrases.phrase(parameter, setting.value), self.path(name)),)

    def clauses(self, patterns: tuple[str, ...]) -> Parts:
        """Return “clauses 7, 9 to 12 and 14, and clause “Courts” of the framework agreement”: those that *patterns* (ids, or ``ip/*``) name."""
        named, word = self.named(patterns), f"{self.phrases.words['and']} "
        here = [id_ for id_ in named if id_ in self.facts.included]
        above = [id_ for id_ in named if id_ not in self.facts.included]
        parts = self._numbers(here) if here or not above else []
        parts += [Text(f", {word}")] if here and above else []
        return (*parts, Text(self._clause_or_clauses(above) + self.above(above))) if above else tuple(parts)

    def _clause_or_clauses(self, found: list[str]) -> str:
        return f"{self.phrases.words['cover_clause' if len(found) == 1 else 'cover_clauses']} "

    def _numbers(self, found: list[str]) -> list[Part]:
        words = self.phrases.words
        parts: list[Part] = [Text(self._clause_or_clauses(found))]
        runs = _consecutive([self._place(clause) for clause in found])
        for index, run in enumerate(runs):
            mark = "" if not index else f" {words['and']} " if index == len(runs) - 1 else ", "
            parts += [Text(mark)] if mark else []
            parts += [RefSlot(found[run[0]])] + ([Text(f" {words['to']} "), RefSlot(found[run[-1]])] if len(run) > 1 else [])
        return parts

    def _place(self, clause: str) -> int:
        return list(self.facts.included).index(clause)

    def named(self, patterns: tuple[str, ...]) -> list[str]:
        """Return the ids of the clauses that *patterns* name: those of the agreement in its order, then those that it inherits."""
        whole, groups = frozenset(patterns), tuple(each[:-1] for each in patterns if each.endswith("/*"))
        return [id_ for id_ in (*self.facts.included, *self.facts.inherited) if id_ in whole or id_.startswith(groups)]

    def blank(self, parameter: Parameter) -> Blank:
        """Return the open point for a missing value."""
        return Blank(self.phrases.words["blank"].replace("{ask}", parameter.ask.rstrip("?.")), self.path(parameter.name))

    def path(self, name: str) -> str:
        """Return the name of a parameter with its clause."""
        return f"{self.clause.id}.{name}"


def _consecutive(places: list[int]) -> list[list[int]]:
    """Group the indexes of *places* so that three or more in a row become one group."""
    runs: list[list[int]] = []
    for index, place in enumerate(places):
        if runs and place == places[runs[-1][-1]] + 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    return [each for run in runs for each in ([run] if len(run) > 2 else [[index] for index in run])]


# Paragraphs --------------------------------------------------------------------------------------------------------------


def fill(paragraphs: tuple[Paragraph, ...], filling: Filling, prefix: str = "") -> tuple[Draft, ...]:
    """Return the printed paragraphs of a wording with their values."""
    drafts = [draft for number, paragraph in enumerate(paragraphs, start=1) for draft in _fill(paragraph, filling, f"{prefix}{number}")]
    gathered = tuple(_gathered(drafts))
    return punctuated(gathered, word=joining_word(paragraphs)) if prefix else gathered


def _gathered(drafts: list[Draft]) -> Iterator[Draft]:
    """Hang a table or the list of definitions on the paragraph that leads in to it, so that it has no number of its own."""
    lead: Draft | None = None
    for draft in drafts:
        if draft.is_block and lead is not None and not (lead.table or lead.glossary or lead.children):
            lead = replace(lead, table=draft.table, glossary=draft.glossary)
            continue
        if lead is not None:
            yield lead
        lead = draft
    if lead is not None:
        yield lead


def _fill(paragraph: Paragraph, filling: Filling, place: str) -> Iterator[Draft]:
    if not filling.applies(paragraph.when):
        return
    key = paragraph.label or place
    if paragraph.block:
        yield from _BLOCKS[paragraph.block.kind](paragraph.block, filling, key)
        return
    children = fill(paragraph.children, filling, f"{place}.")
    if paragraph.children and not children:
        return
    parts = _opened(filling.parts(paragraph.pieces), filling)
    made = Draft(key, parts, children, terms=paragraph.terms | _phrase_terms(parts, filling))
    if len(children) == 1 and children[0].is_block:
        made = replace(made, children=(), table=children[0].table, glossary=children[0].glossary)
    yield made


def _phrase_terms(parts: Parts, filling: Filling) -> frozenset[str]:
    found = [filling.phrase_terms[part.text] for part in parts if isinstance(part, Value) and part.text in filling.phrase_terms]
    return frozenset().union(*found)


def _opened(parts: Parts, filling: Filling) -> Parts:
    """Begin a sentence with a capital where a number or a phrase of the library opens it."""
    shown = list(parts)
    for index, part in enumerate(shown):
        before = shown[index - 1] if index else None
        if isinstance(part, Value) and (before is None or (isinstance(before, Text) and before.text.endswith((". ", ".\u00a0")))):
            parameter = filling.clause.parameters.get(part.parameter.partition(".")[2])
            if parameter is not None and parameter.type in _OPENS_SENTENCE:
                shown[index] = replace(part, text=part.text[:1].upper() + part.text[1:])
    return tuple(shown)


def _items(block: Block, filling: Filling, key: str) -> Iterator[Draft]:
    parameter, setting = filling.clause.parameters[block.name], filling.settings[block.name]
    if setting.is_empty:
        yield Draft(key, (filling.blank(parameter), Text(";")))
        return
    entries: list[Parts]
    if parameter.type == "clauses":
        entries = [filling.clauses((clause,)) for clause in filling.named(setting.value)]
    elif parameter.type == "records":
        entries = [_record(parameter, record, filling) for record in setting.value]
    else:
        entries = [(Value(_UNENDED.sub("", text), filling.path(block.name)),) for text in filling.phrases.entries(parameter, setting.value)]
    word = block.arguments[0] if block.arguments else filling.phrases.words["and"]
    for number, parts in enumerate(entries, start=1):
        end = f"; {word}" if number == len(entries) - 1 else ";"
        yield Draft(f"{key}-{number}", (*parts, Text(end)), terms=_phrase_terms(parts, filling))


def _record(parameter: Parameter, record: Mapping[str, Any], filling: Filling) -> Parts:
    shown = [filling.phrases.phrase(each, record[each.name]) for each in parameter.fields if record.get(each.name) not in (None, "", (), False)]
    return (Value(", ".join(shown), filling.path(parameter.name)),)


def _table(block: Block, filling: Filling, key: str) -> Iterator[Draft]:
    parameter, setting = filling.clause.parameters[block.name], filling.settings[block.name]
    wanted = block.arguments or tuple(each.name for each in parameter.fields)
    columns = [each for each in parameter.fields if each.name in wanted]
    if setting.is_empty:
        yield Draft(key, (filling.blank(parameter),))
        return
    used = [each for each in columns if not each.optional or any(record.get(each.name) not in (None, "", ()) for record in setting.value)]
    rows = tuple(
        tuple((_cell(filling, parameter, each.name, record),) if record.get(each.name) not in (None, "", ()) else () for each in used)
        for record in setting.value
    )
    yield Draft(key, (), table=TableDraft(tuple(each.label for each in used), rows))


def _cell(filling: Filling, parameter: Parameter, name: str, record: Mapping[str, Any]) -> Value:
    wanted = next(each for each in parameter.fields if each.name == name)
    return Value(_brief(wanted.type, filling.phrases.phrase(wanted, record[name])), filling.path(parameter.name))


def _brief(type_: str, phrase: str) -> str:
    """Return figures alone, which are enough in a table: “30 days” for “thirty (30) days”."""
    if type_ in {"integer", "months", "years", "hours", "days", "business_days", "percent", "points"}:
        return re.sub(r"^.*\(([^()]+)\)", r"\1", phrase)
    return phrase


def _form(block: Block, filling: Filling, key: str) -> Iterator[Draft]:
    rows = tuple(((Text(label),), ()) for label in block.arguments)
    yield Draft(key, (), table=TableDraft((), rows, form=True))


def _register(block: Block, filling: Filling, key: str) -> Iterator[Draft]:
    yield Draft(key, (), table=TableDraft(block.arguments, tuple(() for _ in range(EMPTY_ROWS)), form=True))


def _glossary(block: Block, filling: Filling, key: str) -> Iterator[Draft]:
    yield Draft(key, (), glossary=True)


_BLOCKS: Mapping[str, Callable[[Block, Filling, str], Iterator[Draft]]] = {
    "items": _items,
    "table": _table,
    "form": _form,
    "register": _register,
    "glossary": _glossary,
}
