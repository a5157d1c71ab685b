"""Say what would close a gap against a risk: a clause to put in, another wording, an answer, an error to mend."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from agreements.assembly import Drafted
from agreements.checks import Finding
from agreements.conditions import Atom, Both, Condition, Either, Facts, Not, Scalar, holds, names
from agreements.facts import in_words
from agreements.library import Clause, Library
from agreements.scenario import Risk, Safeguard, Weakness, group_of

How = Literal["add", "reword", "answer", "mend"]


@dataclass(frozen=True, slots=True)
class Closing:
    """One way to close a gap; *says* is a sentence for people, *variants* are the wordings that help."""

    clause: str
    title: str
    group: str
    how: How
    says: str
    variants: tuple[str, ...] = ()


Weak = Callable[[str, str, Risk], Weakness | None]


def closings(id_: str, safeguard: Safeguard, risk: Risk, drafted: Drafted, findings: Iterable[Finding], weak: Weak) -> Iterator[Closing]:
    """Yield the ways in which the clause *id_* could give *safeguard* against *risk*; none where the kind does not allow the clause."""
    clause = drafted.library.clauses[id_]
    better = tuple(variant for variant in clause.variants if safeguard.counts_on(id_, variant) and weak(id_, variant, risk) is None)
    variant = drafted.selection.variants.get(id_)
    if variant is not None:
        yield from _standing(clause, variant, better, weak(id_, variant, risk), drafted, findings)
    elif clause.applies[drafted.kind.code] != "x" and better and id_ not in drafted.selection.inherited:
        yield _missing(clause, better, drafted)


def _standing(
    clause: Clause, variant: str, better: tuple[str, ...], weakness: Weakness | None, drafted: Drafted, findings: Iterable[Finding]
) -> Iterator[Closing]:
    words = drafted.library.words
    if weakness is not None and weakness.when is not None:
        asks = [clause.parameters[name].ask for name in names(weakness.when) if name in clause.parameters]
        if asks:
            yield _closing(clause, drafted.library, "answer", words["risk.answer"].replace("{asks}", " ".join(asks)))
    if variant not in better:
        if better:
            yield _closing(clause, drafted.library, "reword", words["risk.reword"].replace("{labels}", _labels(clause, better, drafted.library)), better)
        return
    for each in dict.fromkeys((each.code, each.fix) for each in findings if each.clause == clause.id and each.severity == "error"):
        yield _closing(clause, drafted.library, "mend", words["risk.mend"].replace("{code}", each[0]).replace("{fix}", each[1]))


def _missing(clause: Clause, better: tuple[str, ...], drafted: Drafted) -> Closing:
    library = drafted.library
    override = drafted.deal.clauses.get(clause.id)
    if override is not None and override.include is False:
        says = library.words["risk.add_again"]
    else:
        calls = clause.trigger if clause.applies[drafted.kind.code] == "o" or clause.always_triggered else None
        answers = wanted(reachable, library) if calls and (reachable := within(calls, drafted.facts)) else ""
        says = library.words["risk.add_when"].replace("{answers}", answers) if answers else library.words["risk.add"]
    if len(better) < len(clause.variants):
        says += library.words["risk.in_wording"].replace("{labels}", _labels(clause, better, library))
    return _closing(clause, drafted.library, "add", says + ".", better)


def _closing(clause: Clause, library: Library, how: How, says: str, variants: tuple[str, ...] = ()) -> Closing:
    return Closing(clause.id, clause.title, group_of(clause.id, library.groups), how, says.replace("{title}", clause.title), variants)


def _labels(clause: Clause, variants: tuple[str, ...], library: Library) -> str:
    labels = [f"“{clause.variants[variant].label}”" for variant in variants]
    return f" {library.words['or']} ".join([", ".join(labels[:-1]), labels[-1]] if len(labels) > 1 else labels)


# Answers that would call for a clause ------------------------------------------------------------------------------------


def within(condition: Condition, facts: Facts) -> Condition | None:
    """Return what is left to answer of *condition* once the kind of agreement is known; None when it then always holds, or never."""
    match condition:
        case Both(parts) | Either(parts):
            settled = {part: holds(part, facts) for part in parts if set(names(part)) == {"kind"}}
            rest = tuple(part for part in parts if part not in settled)
            decisive = isinstance(condition, Either)
            if decisive in settled.values() or not rest:
                return None
            return rest[0] if len(rest) == 1 else type(condition)(rest)
        case _ if set(names(condition)) == {"kind"}:
            return None
    return condition


def wanted(condition: Condition, library: Library) -> str:
    """Return in words the answers for which *condition* holds."""
    match condition:
        case Both(parts):
            return f" {library.words['and']} ".join(wanted(part, library) for part in parts)
        case Either(parts):
            return f" {library.words['or']} ".join(wanted(part, library) for part in parts)
        case Not(Atom(name, "empty")):
            return library.words["wanted.stated"].replace("{label}", _label(name, library))
        case Not(inner):
            return library.words["wanted.not"].replace("{what}", wanted(inner, library))
        case Atom():
            return _one(condition, library)


def _one(atom: Atom, library: Library) -> str:
    field = library.intake.get(atom.name)
    if atom.operator == "true":
        return in_words(atom.name, True, library)
    if atom.operator == "empty":
        return in_words(atom.name, None, library)
    if atom.operator == "!=" and field is not None and field.choices:
        return _any_of(atom.name, [key for key in field.choices if key != atom.operand[0]], library)
    if atom.operator in ("=", "in", "contains"):
        return _any_of(atom.name, atom.operand, library)
    template = library.words.get(f"wanted.{atom.operator}", f"{atom.operator} {{value}}")
    value = atom.operand[0] if atom.operand else ""
    shown = f"{value:,.0f}" if isinstance(value, float) else str(value)
    return f"{_label(atom.name, library)} {template.replace('{value}', shown)}"


def _any_of(name: str, values: Iterable[Scalar], library: Library) -> str:
    """Return “the main deliverable: software or a dataset”."""
    field = library.intake.get(name)
    if field is None or not field.choices:
        return f" {library.words['or']} ".join(in_words(name, value, library) for value in values)
    phrases = [field.choices.get(str(value), str(value)) for value in values]
    return f"{field.label}: " + f" {library.words['or']} ".join([", ".join(phrases[:-1]), phrases[-1]] if len(phrases) > 1 else phrases)


def _label(name: str, library: Library) -> str:
    return library.intake[name].label if name in library.intake else in_words(name, None, library).partition(":")[0]
