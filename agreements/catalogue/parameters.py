"""Turn the parameters of a clause into rows of a table: what is asked, of which type, within which limits, and what stands there by default."""

from __future__ import annotations

from dataclasses import dataclass

from agreements.catalogue.wordings import Showing
from agreements.library import Clause, Field, Library, Parameter
from agreements.phrases import figures

_NUMBERS = frozenset({"months", "years", "hours", "days", "business_days", "percent", "points", "integer", "eur"})


@dataclass(frozen=True, slots=True)
class Choice:
    """A key of a list, and what is printed for it."""

    key: str
    phrase: str


@dataclass(frozen=True, slots=True)
class ParameterRow:
    """A parameter as the table shows it."""

    name: str
    ask: str
    note: str
    type: str
    limits: str
    default: tuple[str, ...]
    choices: tuple[Choice, ...]
    fields: tuple[tuple[str, str, str], ...]


class ParameterTable:
    """The parameters of one clause in words."""

    def __init__(self, library: Library, clause: Clause, showing: Showing) -> None:
        self.library, self.words, self.clause, self.showing = library, library.words, clause, showing

    def rows(self) -> tuple[ParameterRow, ...]:
        """Return one row per parameter."""
        return tuple(self._row(each) for each in self.clause.parameters.values())

    def _row(self, parameter: Parameter) -> ParameterRow:
        return ParameterRow(
            name=parameter.name,
            ask=parameter.ask,
            note=parameter.note,
            type=self.words[f"type.{parameter.type}"],
            limits=self._limits(parameter),
            default=tuple(self._default(parameter)),
            choices=tuple(Choice(key, phrase) for key, phrase in parameter.choices.items()),
            fields=tuple((each.label, each.name, self._field(each)) for each in parameter.fields),
        )

    def _field(self, field: Field) -> str:
        told = self.words[f"type.{field.type}"]
        if field.choices:
            told += ": " + ", ".join(field.choices.values())
        return f"{told}; {self.words['may_be_empty']}" if field.optional else told

    def _limits(self, parameter: Parameter) -> str:
        low, high = parameter.minimum, parameter.maximum
        ends = [
            self.words[key].replace("{value}", figures(end, self.library.language))
            for key, end in (("told.least", low), ("told.most", high))
            if end is not None
        ]
        if not ends:
            return ""
        unit = "" if parameter.type in _NUMBERS else self.words[self._unit(parameter)]
        return f"{self.showing.phrases.list_of(ends)} {unit}".strip()

    def _unit(self, parameter: Parameter) -> str:
        if parameter.type == "text":
            return "unit.text"
        last = parameter.minimum if parameter.maximum is None else parameter.maximum
        return "unit.list.one" if last == 1 else "unit.list"

    def _default(self, parameter: Parameter) -> list[str]:
        told = []
        for code, value in parameter.default_for.items():
            title = next((kind.title for kind in self.library.kinds.values() if kind.code == code), code)
            shown = self.showing.phrase(parameter, value) or self.words["default.people"]
            told.append(self.words["default.for"].replace("{value}", shown).replace("{kind}", title))
        if parameter.source:
            told.append(self.words["default.from"].replace("{source}", self._source(parameter.source)))
        if parameter.default not in (None, ""):
            shown = self.showing.phrase(parameter, parameter.default) or self.words["default.none"]
            told.append(self.words["default.otherwise"].replace("{value}", shown) if told else shown)
        return told or [self.words["default.people"]]

    def _source(self, source: str) -> str:
        """Return where a value is taken from."""
        group, _, rest = source.partition(".")
        if group == "answers":
            field = self.library.intake.get(rest)
            return self.words["from.answer"].replace("{ask}", field.label if field else rest)
        if group == "law_is":
            return self.words["from.law"].replace("{country}", self.showing.phrases.country(rest))
        if group == "framework":
            return self.words["from.framework"]
        if group == "others":
            return self.words["from.others"].replace("{ask}", self.clause.parameters[rest].ask)
        clause = self.clause if group == "same" else self.library.clauses.get(group)
        if clause is not None and rest in clause.parameters:
            key = "from.same" if clause is self.clause else "from.other"
            return self.words[key].replace("{ask}", clause.parameters[rest].ask).replace("{title}", clause.title)
        return self.words.get(f"from.{source}", source)
