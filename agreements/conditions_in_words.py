"""Put a condition of the library into words: “the main deliverable: software or a dataset, and number of hubs: at least 3”."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from agreements.conditions import Atom, Both, Condition, Either, Not, Scalar
from agreements.facts import in_words
from agreements.library import Clause, Library
from agreements.phrases import figures, joined


class Telling:
    """Tells conditions in the words of *library*; names of parameters are those of *clauses*."""

    def __init__(self, library: Library, clauses: Iterable[Clause] = ()) -> None:
        self.library, self.words = library, library.words
        self._clauses = tuple(clauses)
        every = [each for clause in self._clauses for each in clause.parameters.values()]
        self._asked = {field.name: (field.label, field.choices) for each in every for field in each.fields}
        self._asked |= {each.name: (each.ask, each.choices) for each in every}

    def tell(self, condition: Condition) -> str:
        """Return *condition* in words."""
        return self._said(condition, inner=False)

    def _said(self, condition: Condition, *, inner: bool) -> str:
        match condition:
            case Atom():
                return self._atom(condition, holds=True)
            case Not(Atom() as atom):
                return self._atom(atom, holds=False)
            case Not(Not(twice)):
                return self._said(twice, inner=inner)
            case Not(group):
                return self.words["told.not"].replace("{text}", self._said(group, inner=True))
            case Both(parts) | Either(parts):
                word = self.words["and" if isinstance(condition, Both) else "or"]
                told = f", {word} ".join(self._said(part, inner=True) for part in parts)
                return f"({told})" if inner else told

    def _atom(self, atom: Atom, *, holds: bool) -> str:
        yes = holds if atom.operator != "!=" else not holds
        match atom.operator:
            case "includes" | "inherits":
                return self._presence(atom, holds=holds)
            case "empty":
                return self._emptiness(atom.name, empty=holds)
            case "true":
                return self._about(atom.name, holds)
            case "=" | "!=" if isinstance(atom.operand[0], bool):
                return self._about(atom.name, atom.operand[0] is yes)
            case "=" | "!=" | "in":
                shown = joined((self._value(atom.name, each) for each in atom.operand), self.words["or"])
                return self._about(atom.name, shown if yes else self.words["told.other"].replace("{value}", shown))
            case "contains":
                key = "told.contains" if holds else "told.lacks"
                return self._about(atom.name, self.words[key].replace("{value}", self._value(atom.name, atom.operand[0])))
        key = {"<": "told.below", "<=": "told.most", ">": "told.above", ">=": "told.least"}[atom.operator]
        told = self._about(atom.name, self.words[key].replace("{value}", self._value(atom.name, atom.operand[0])))
        return told if holds else self.words["told.not"].replace("{text}", told)

    def _presence(self, atom: Atom, *, holds: bool) -> str:
        id_, _, variant = atom.name.partition(":")
        clause = self.library.clauses[id_]
        key = f"told.{atom.operator}" + (".wording" if variant else "") + ("" if holds else ".not")
        label = clause.variants[variant].label if variant in clause.variants else variant
        return self.words[key].replace("{title}", clause.title).replace("{label}", label)

    def _emptiness(self, name: str, *, empty: bool) -> str:
        """Say whether a fact is there; some have words of their own for that."""
        own = self.words.get(f"told.{name}.{'empty' if empty else 'stated'}")
        return own if own and name not in self._asked else self._about(name, self.words["told.empty" if empty else "told.stated"])

    def _about(self, name: str, value: str | bool) -> str:
        """Return “what is asked: value”."""
        if name == "variant" and self._clauses:
            return self.words["told.variant"].replace("{value}", str(value))
        plain = name.removeprefix("length(").removesuffix(")") if name.startswith("length(") else name
        if plain in self._asked:
            said = self.words["yes" if value else "no"] if isinstance(value, bool) else value
            key = "told.parameter" if plain == name else "told.length"
            return self.words[key].replace("{ask}", self._asked[plain][0]).replace("{value}", said)
        return in_words(name, value, self.library)

    def _value(self, name: str, value: Scalar) -> str:
        """Return a value that is compared with, as people write it."""
        if isinstance(value, bool):
            return self.words["yes" if value else "no"]
        if isinstance(value, float):
            return figures(value, self.library.language)
        if name == "variant":
            return next((clause.variants[value].label for clause in self._clauses if value in clause.variants), value)
        if name == "kind":
            return next((kind.title[:1].lower() + kind.title[1:] for kind in self.library.kinds.values() if kind.code == value), value)
        choices: Mapping[str, str] = self._asked[name][1] if name in self._asked else {}
        if name not in self._asked and name in self.library.intake:
            choices = self.library.intake[name].choices
        return self.words["told.nothing"] if value == "none" and value not in choices else choices.get(value, value)
