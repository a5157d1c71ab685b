"""Read a deal from JSON: what has no meaning is refused, all of it at once and in the drafter's words; what is missing is left to the checks."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from agreements.above import above_faults, parent
from agreements.deal import Acceptance, Client, Deal, Override, Party, Signer
from agreements.errors import DealRefused, Fault, nearest, shortened
from agreements.library import Clause, IntakeField, Json, Library
from agreements.values import is_day, is_number, type_fault

LONGEST_TEXT = 4000
LONGEST_KEY = 200
DEEPEST = 40
MOST_PARTIES = 60
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)  # also what nobody sees, and what turns the direction of a line


class _Deal(BaseModel):
    """The outer form of a deal; answers and clauses are read against the library."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    kind: str
    language: str = "en"
    reference: str = ""
    date: str = ""
    framework: Any = None
    parties: tuple[Party, ...] = ()
    client: Client | None = None
    answers: dict[str, Any] = {}
    clauses: dict[str, Any] = {}
    accepted: tuple[Acceptance, ...] = ()


_SAYINGS = {
    "missing": "this must be given.",
    "string_type": "this must be a text.",
    "bool_type": "this must be true or false.",
    "tuple_type": "this must be a list.",
    "dict_type": "this must be an object.",
    "dataclass_type": "this must be an object.",
}


def read_deal(raw: object, library: Library) -> Deal:
    """Return the deal that *raw* (a JSON value) writes; raise :class:`DealRefused` with every fault that leaves it without meaning."""
    if not isinstance(raw, dict):
        raise DealRefused([Fault("", "A deal is a JSON object.", 'Begin with {"kind": "…"}.')])
    if _is_deeper(raw, DEEPEST):
        raise DealRefused([Fault("", "the deal is nested too deep.", f"No answer needs more than {DEEPEST} brackets within each other.")])
    faults = [*_texts(raw, "")]
    try:
        model = _Deal.model_validate_json(json.dumps(_given(raw)))
    except ValidationError as error:
        faults += [_fault(entry) for entry in error.errors()]
        faults += _meaning(raw, library)
        raise DealRefused(faults) from None
    faults += _meaning(raw, library)
    faults += _persons(model)
    faults += _acceptances(model.accepted, library)
    if faults:
        raise DealRefused(faults)
    return _deal(model, raw)


def _is_deeper(value: object, levels: int) -> bool:
    """Tell whether lists and objects stand within each other more than *levels* deep."""
    layer = [value]
    for _ in range(levels):
        layer = [inner for each in layer for inner in (each.values() if isinstance(each, dict) else each if isinstance(each, list) else ())]
        if not layer:
            return False
    return True


def _texts(value: object, where: str) -> Iterator[Fault]:
    """Refuse what cannot be printed or is longer than any agreement needs."""
    if isinstance(value, str):
        if found := _CONTROL.search(value):
            place = f"U+{ord(found[0]):04X}" + (f" after “{value[max(0, found.start() - 20) : found.start()]}”" if found.start() else "")
            yield Fault(where, f"the text holds control characters that cannot be printed: {place}.", "Type it anew.")
        if len(value) > LONGEST_TEXT:
            yield Fault(where, f"the text has {len(value):,} characters.", f"Keep it below {LONGEST_TEXT:,}.")
    elif isinstance(value, dict):
        for key, inner in value.items():
            if _CONTROL.search(str(key)) or len(str(key)) > LONGEST_KEY:
                yield Fault(where, f"the key “{shortened(_CONTROL.sub('�', str(key)))}” holds control characters or is too long.", "Write a short name.")
            yield from _texts(inner, f"{where}.{shortened(key)}".strip("."))
    elif isinstance(value, list):
        for number, inner in enumerate(value, start=1):
            yield from _texts(inner, f"{where}[{number}]")


def _given(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Take an explicit null for an answer that was not given; in clauses a null has a meaning and stays."""
    return {key: value if key == "clauses" else _without_null(value) for key, value in raw.items() if value is not None}


def _without_null(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_null(inner) for key, inner in value.items() if inner is not None}
    return [_without_null(inner) for inner in value] if isinstance(value, list) else value


def _keys(path: tuple[str, ...]) -> tuple[str, ...]:
    known = {"parties": Party, "signatories": Signer, "client": Client, "accepted": Acceptance}
    shape = known.get(path[-1] if path else "")
    return tuple(field.name for field in fields(shape)) if shape else tuple(_Deal.model_fields)


def _fault(entry: Any) -> Fault:
    where = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in entry["loc"]).strip(".")
    if entry["type"] in ("extra_forbidden", "unexpected_keyword_argument"):
        path = tuple(str(part) for part in entry["loc"][:-1] if not isinstance(part, int))
        return Fault(where, "this key is not known.", nearest(str(entry["loc"][-1]), _keys(path)))
    return Fault(where, _SAYINGS.get(entry["type"], "this value is not understood."))


def _meaning(raw: Mapping[str, Any], library: Library) -> Iterator[Fault]:
    kind = raw.get("kind")
    if isinstance(kind, str) and kind not in library.kinds:
        yield Fault("kind", f"there is no kind “{shortened(kind)}”.", nearest(kind, library.kinds))
    language = raw.get("language")
    if isinstance(language, str) and language != library.language:
        yield Fault("language", f"there is no library in “{shortened(language)}”.", f"Use one of: {library.language}.")
    yield from above_faults(raw.get("framework"))
    answers = raw.get("answers")
    for name, value in answers.items() if isinstance(answers, dict) else ():
        yield from answer_faults(str(name), value, library)
    clauses = raw.get("clauses")
    for name, value in clauses.items() if isinstance(clauses, dict) else ():
        yield from _override(str(name), value, library)


def answer_faults(name: str, value: object, library: Library) -> Iterator[Fault]:
    """Yield what is wrong with *value* as the answer to the question *name*."""
    where = f"answers.{shortened(name)}"
    field = library.intake.get(name)
    if field is None:
        yield Fault(where, "there is no such question.", nearest(name, library.intake))
    elif value is not None and not _fits(field, value):
        wanted = {"boolean": "true or false", "number": "a number", "text": "a text", "texts": "a list of texts"}.get(field.type, "")
        mend = nearest(str(value), field.choices) if field.type == "enum" else f"Give {wanted}."
        yield Fault(where, f"“{shortened(value)}” is no answer to this question.", mend)


def _fits(field: IntakeField, value: object) -> bool:
    match field.type:
        case "boolean":
            return isinstance(value, bool)
        case "number":
            return is_number(value)
        case "text":
            return isinstance(value, str)
        case "texts":
            return isinstance(value, list) and all(isinstance(each, str) for each in value)
    return isinstance(value, str) and value in field.choices


def _override(name: str, value: object, library: Library) -> Iterator[Fault]:
    where = f"clauses.{shortened(name)}"
    clause = library.clauses.get(name)
    if clause is None:
        yield Fault(where, "there is no such clause.", nearest(name, library.clauses))
    elif isinstance(value, dict):
        yield from _settings(where, clause, value)
    elif value is not None and not isinstance(value, bool):
        yield Fault(where, f"“{shortened(value)}” says nothing here.", "Give true, false, or an object with a variant and parameters.")


def _settings(where: str, clause: Clause, settings: Mapping[str, Any]) -> Iterator[Fault]:
    variants = {*clause.variants, *clause.pending}
    for key, value in settings.items():
        if key == "variant":
            if value is not None and value not in variants:
                yield Fault(f"{where}.variant", f"there is no variant “{shortened(value)}”.", nearest(str(value), variants))
        elif key == "version":
            if value is not None and not (isinstance(value, str) and re.fullmatch(r"[0-9]{1,6}\.[0-9]{1,6}\.[0-9]{1,6}", value)):
                yield Fault(f"{where}.version", f"“{shortened(value)}” is no version.", "Write it as “1.0.0”.")
        elif key not in clause.parameters:
            yield Fault(f"{where}.{shortened(key)}", "there is no such parameter.", nearest(key, {"variant", "version", *clause.parameters}))
        elif value is not None and (fault := type_fault(clause.parameters[key], value)):
            yield Fault(f"{where}.{key}", *fault)


def _persons(model: _Deal) -> Iterator[Fault]:
    ids = [party.id for party in model.parties]
    if len(ids) > MOST_PARTIES:
        yield Fault("parties", f"there are {len(ids)} parties.", f"An agreement has at most {MOST_PARTIES}.")
        return
    for number, party in enumerate(model.parties, start=1):
        if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}", party.id):
            yield Fault(f"parties[{number}].id", f"“{shortened(party.id)}” is no id.", "Give each party a short id of letters and digits, such as “lead”.")
        elif ids.count(party.id) > 1:
            yield Fault(f"parties[{number}].id", f"the id “{party.id}” is used twice.", "Give each party its own id.")
        if party.role not in ("lead", "partner", "member", "party", "client"):
            yield Fault(
                f"parties[{number}].role", f"“{shortened(party.role)}” is no role.", nearest(party.role, ("lead", "partner", "member", "party", "client"))
            )
    dates = [("date", model.date)] + [
        (f"parties[{number}].signatories[{index}].date", signer.date)
        for number, party in enumerate(model.parties, start=1)
        for index, signer in enumerate(party.signatories, start=1)
    ]
    yield from (Fault(where, f"“{shortened(text)}” is no date.", "Write it as 2026-03-02.") for where, text in dates if text and not is_day(text))


def _acceptances(accepted: tuple[Acceptance, ...], library: Library) -> Iterator[Fault]:
    """Refuse an acceptance that does not say who accepted what, when and why."""
    for number, each in enumerate(accepted, start=1):
        where = f"accepted[{number}]"
        if each.code not in library.checks:
            yield Fault(f"{where}.code", f"there is no check “{shortened(each.code)}”.", "Copy the code of the finding, such as FIN-03.")
        if each.clause and each.clause not in library.clauses:
            yield Fault(f"{where}.clause", f"there is no clause “{shortened(each.clause)}”.", nearest(each.clause, library.clauses))
        for name in ("name", "date", "reason"):
            if not getattr(each, name).strip():
                yield Fault(f"{where}.{name}", "this must be given.", "Say who accepts the finding, on which day and why.")
        if each.date.strip() and not is_day(each.date):
            yield Fault(f"{where}.date", f"“{shortened(each.date)}” is no date.", "Write it as 2026-03-02.")


def _deal(model: _Deal, raw: Mapping[str, Any]) -> Deal:
    return Deal(
        kind=model.kind,
        fingerprint=fingerprint(raw),
        language=model.language,
        reference=model.reference,
        date=model.date,
        framework=parent(model.framework) if model.framework else None,
        parties=_told_apart(model.parties),
        client=model.client,
        answers={name: value for name, value in model.answers.items() if value is not None},
        clauses={name: _choice(value) for name, value in model.clauses.items() if value is not None},
        accepted=model.accepted,
    )


def _told_apart(parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """Drop a short name that several parties share: each of them is then called by its full name."""
    times = Counter(party.short_name.casefold() for party in parties)
    return tuple(replace(party, short_name="") if times[party.short_name.casefold()] > 1 and party.legal_name else party for party in parties)


def _choice(value: Json) -> Override:
    if isinstance(value, dict):
        parameters = {key: inner for key, inner in value.items() if key not in ("variant", "version")}
        variant, version = (str(value.get(key) or "") for key in ("variant", "version"))
        return Override(include=True if variant else None, variant=variant, version=version, parameters=parameters)
    return Override(include=bool(value))


def fingerprint(raw: object) -> str:
    """Return the SHA-256 (hexadecimal) of the canonical JSON of *raw*: sorted keys, no white space."""
    return hashlib.sha256(json.dumps(raw, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")).hexdigest()
