"""Check the values that the library itself gives: defaults and limits of parameters, where they are taken from, defaults of intake questions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from agreements.errors import nearest
from agreements.library import Clause, IntakeField, Library, Parameter
from agreements.values import LARGEST, limited, normal, type_fault
from clauses.files import Source

RESERVED = frozenset({"variant", "version"})  # what a deal says beside the parameters of a clause
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_NUMBERS = frozenset({"months", "years", "hours", "days", "business_days", "percent", "points", "integer", "eur"})
_PLACES = frozenset({"countries", "territories"})
_LISTS = frozenset({"texts", "enums", "parties", "clauses", *_PLACES})
_WORDS = frozenset({"text", "enum", "party", "date", "country", "language", "currency"})
_BY_INTAKE = {"boolean": frozenset({"boolean"}), "number": _NUMBERS, "texts": _LISTS, "text": _WORDS | {"texts"}, "enum": _WORDS}
_BY_SOURCE: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(("lead", "client"), frozenset({"party"})),
    **dict.fromkeys(("partners", "hubs"), frozenset({"parties"})),
    "lead_country": frozenset({"country"}) | _PLACES,
    **dict.fromkeys(("client_country", "hub_countries", "party_countries"), _PLACES),
    **dict.fromkeys(("deal_date", "start_date", "end_date", "computed_end", "framework.date", "framework.end_date"), frozenset({"date"})),
    **dict.fromkeys(("framework.reference", "framework.title", "framework.forum"), frozenset({"text"})),
    "framework.law": frozenset({"country", "text"}), "framework.members": frozenset({"texts"}), "framework.continues": frozenset({"boolean"}),
    "agreement_months": frozenset({"months"}), "equal_shares": frozenset({"shares"}),
}  # fmt: skip


def examine(library: Library, sources: Mapping[str, Source]) -> None:
    """Note each value of *library* that does not fit the place where it stands."""
    for clause in library.clauses.values():
        source = sources[f"{clause.id}/clause.toml"]
        for parameter in clause.parameters.values():
            for what, mend in (*_named(parameter), *_defaults(parameter), *_ends(parameter), *_taken(parameter, clause, library)):
                source.fault(f"“{parameter.name}” {what}", mend, line=source.line_of("parameters", parameter.name))
    questions = sources["intake.toml"]
    for field in library.intake.values():
        for what, mend in _question(field):
            questions.fault(f"“{field.name}” {what}", mend, line=questions.line_of(field.name))


def _named(parameter: Parameter) -> Iterator[tuple[str, str]]:
    if not _NAME.fullmatch(parameter.name) or parameter.name in RESERVED:
        yield "is no name for a parameter.", "Use small letters, digits and underscores, and neither “variant” nor “version”."


def _defaults(parameter: Parameter) -> Iterator[tuple[str, str]]:
    defaults = {"default": parameter.default, **{f"default for {code}": value for code, value in parameter.default_for.items()}}
    for name, value in defaults.items():
        if value is None or value == "":
            continue
        if fault := type_fault(parameter, value):
            yield f"has a {name} that does not fit its type “{parameter.type}”.", fault[1]
        elif allowed := limited(parameter, normal(parameter, value, {}, ())):
            yield f"has a {name} that it does not allow itself.", f"Give {allowed}."


def _ends(parameter: Parameter) -> Iterator[tuple[str, str]]:
    if parameter.minimum is not None and parameter.maximum is not None and parameter.minimum > parameter.maximum:
        yield "has a `min` above its `max`.", "Change one of them."
    if any(abs(end) > LARGEST for end in (parameter.minimum, parameter.maximum) if end is not None):
        yield "has a limit that no figure reaches.", f"Keep it below {LARGEST:,.0f}."


def _taken(parameter: Parameter, clause: Clause, library: Library) -> Iterator[tuple[str, str]]:
    """Say where the value is taken from something that never fits."""
    group, _, rest = parameter.source.partition(".")
    other = clause if group == "same" else library.clauses.get(group)
    fits = _BY_SOURCE.get(parameter.source)
    if group == "answers" and rest in library.intake:
        fits = _BY_INTAKE[library.intake[rest].type]
    elif group in ("law_is", "national"):
        fits = frozenset({"boolean"}) if group == "law_is" else _NUMBERS
    elif other is not None and rest in other.parameters:
        fits = frozenset({other.parameters[rest].type})
        if other is clause and rest == parameter.name:
            yield "takes its value from itself.", "Name another parameter, or leave `from` out."
    if fits is not None and parameter.type not in fits:
        yield f"takes its value from “{parameter.source}”, which does not fit its type “{parameter.type}”.", f"That fits: {', '.join(sorted(fits))}."


def _question(field: IntakeField) -> Iterator[tuple[str, str]]:
    if not _NAME.fullmatch(field.name):
        yield "is no name for a question.", "Use small letters, digits and underscores."
    if field.type == "enum" and not field.choices:
        yield "has no choices.", "Add `choices`."
    fits = {
        "boolean": isinstance(field.default, bool),
        "number": field.default is None or (isinstance(field.default, int | float) and not isinstance(field.default, bool)),
        "text": field.default is None or isinstance(field.default, str),
        "texts": isinstance(field.default, list) and all(isinstance(each, str) for each in field.default),
        "enum": not field.choices or (isinstance(field.default, str) and field.default in field.choices),
    }
    if not fits[field.type]:
        mend = nearest(str(field.default), field.choices) if field.type == "enum" else f"Its type is “{field.type}”."
        yield f"has the default “{str(field.default)[:40]}”, which is no answer to it.", mend
