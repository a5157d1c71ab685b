"""What the heads of library files may say: unknown keys are faults, types are strict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from agreements.errors import nearest
from clauses.files import Source

CODES = ("FCA", "ACC", "SCA", "JSD", "NSD", "MMR", "NDA", "EXP", "FAC", "DSB", "DPA", "CSL")

ParameterType = Literal[
    "months", "years", "hours", "days", "business_days", "percent", "points", "integer", "eur", "date", "text", "texts", "boolean", "enum",
    "enums", "party", "parties", "shares", "territories", "countries", "country", "clauses", "language", "currency", "records",
]  # fmt: skip


class Head(BaseModel):
    """The base of all heads."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)


H = TypeVar("H", bound=Head)


Filled = Annotated[str, Field(pattern=r"\S")]  # a text that says something


class FieldHead(Head):
    """A field of a record."""

    type: ParameterType
    label: Filled
    optional: bool = False
    choices: dict[str, str] = {}


class ParameterHead(Head):
    """A parameter."""

    type: ParameterType
    ask: Filled
    note: str = ""
    min: float | int | None = None
    max: float | int | None = None
    default: Any = None
    default_for: dict[str, Any] = {}
    source: str = Field("", alias="from")
    choices: dict[str, str] = {}
    fields: dict[str, FieldHead] = {}


class RuleHead(Head):
    """A row of the selection."""

    variant: str
    when: str = ""


class SelectionHead(Head):
    """When a clause enters and in which variant."""

    trigger: str = ""
    always_triggered: bool = False
    order: list[RuleHead]


class ClauseHead(Head):
    """clause.toml."""

    title: Filled
    purpose: Filled
    version: str = Field(pattern=r"^[0-9]{1,6}\.[0-9]{1,6}\.[0-9]{1,6}$")
    review: Filled
    risks: list[str]
    sources: list[str]
    guidance: Filled
    requires: list[str] = []
    requires_unless: str = ""
    excludes: list[str] = []
    annex: str = ""
    pointer: str = ""
    pending: list[str] = []
    changes: dict[str, str] = {}
    applies: dict[str, Literal["m", "d", "o", "x", "i"]]
    selection: SelectionHead
    parameters: dict[str, ParameterHead] = {}


class VariantHead(Head):
    """The head of a wording."""

    label: Filled
    for_lead: Filled
    for_partner: Filled
    introduces: list[str] = []
    uses: list[str] = []
    annexes: list[str] = []
    needs: list[str] = []
    requires: list[str] = []
    excludes: list[str] = []
    barred_when: str = ""
    key_term: str = ""
    when: dict[str, str] = {}


class TextHead(Head):
    """The head of what all wordings of a clause print in one kind; *key_terms* are cover lines of single wordings."""

    introduces: list[str] = []
    uses: list[str] = []
    annexes: list[str] = []
    needs: list[str] = []
    requires: list[str] = []
    excludes: list[str] = []
    key_term: str = ""
    key_terms: dict[str, str] = {}
    when: dict[str, str] = {}


class AnnexHead(Head):
    """The head of an annex page."""

    title: Filled
    clause: str
    uses: list[str] = []
    when: str = ""
    paragraphs: dict[str, str] = {}


class ExampleHead(Head):
    """An example of a wording."""

    name: Filled
    variant: str
    kind: str = "joint-service-delivery"
    hubs: int = Field(2, ge=1, le=3)
    answers: dict[str, Any] = {}
    parameters: dict[str, Any] = {}
    says: list[str]
    never_says: list[str] = []


class ExamplesHead(Head):
    """examples.toml."""

    example: list[ExampleHead]


class CoverHead(Head):
    """A row of the cover page."""

    label: Filled
    clauses: list[str] = []
    role: str = ""
    text: str = ""
    when: str = ""


class RecitalHead(Head):
    """A background paragraph."""

    text: Filled
    when: str = ""


class KindHead(Head):
    """kinds/<kind>.toml."""

    code: str
    title: Filled
    use_when: Filled
    roles: list[str]
    lead: bool
    clauses: list[str]
    cover: list[CoverHead]
    recital: list[RecitalHead] = []
    annexes: list[str] = []
    parent: Literal["", "framework", "main"] = ""
    brief: bool = False


class TermHead(Head):
    """A shared term."""

    introduced_by: str
    means: Filled


class IntakeHead(Head):
    """A question of the intake."""

    type: Literal["boolean", "enum", "number", "text", "texts"]
    label: Filled
    default: Any = None
    choices: dict[str, str] = {}


class SourceHead(Head):
    """A source of law or practice; *law* tells the two apart."""

    mark: Literal["v", "v*", "r"]
    title: Filled
    supports: Filled
    law: bool = False


_SAYINGS = {
    "string_type": ("{name} must be a text.", "Put it in quotes."),
    "bool_type": ("{name} must be true or false.", "Write it without quotes."),
    "list_type": ("{name} must be a list.", "Write it in square brackets."),
    "dict_type": ("{name} must be a table.", "Write it in braces, or as a heading in square brackets."),
    "model_type": ("{name} must be a table.", "Write it in braces, or as a heading in square brackets."),
    "int_type": ("{name} must be a whole number.", "Write it without quotes."),
    "finite_number": ("{name} must be a number that can be written down.", "Write it in figures."),
    "string_pattern_mismatch": ("{name} is empty, or not written as it must be.", "Write it; a version looks like 1.0.0."),
}
_TYPES = {"float": "a number", "int": "a number", "str": "a text in quotes", "list[str]": "a list of texts"}  # how pydantic names the choices of a union


def head(model: type[H], content: object, source: Source, *where: str) -> H | None:
    """Return *content* as *model*, or None after noting every fault with its line."""
    if source.unread:
        return None
    try:
        return model.model_validate(content)
    except ValidationError as error:
        for entry in _united(error.errors()):
            _note(model, source, where, entry)
        return None


def _united(entries: Iterable[Any]) -> Iterator[dict[str, Any]]:
    """Yield what pydantic found, its complaints about each type that a value may have as one; a number that has no end is one complaint, too."""
    found: dict[tuple[int | str, ...], dict[str, Any]] = {}
    for entry in entries:
        loc = entry["loc"]
        at = next((number for number, part in enumerate(loc) if number and part in _TYPES), 0)
        one = dict(entry)
        if at:
            known = found.get(loc[:at], {}).get("wanted", ())
            one |= {"loc": loc[:at], "type": "union", "wanted": tuple(dict.fromkeys((*known, _TYPES[loc[at]])))}
        found[one["loc"]] = one
    yield from found.values()


def _note(model: type[Head], source: Source, where: tuple[str, ...], entry: Any) -> None:
    loc = tuple(str(part) for part in entry["loc"] if not isinstance(part, int))
    key = [*where, *loc, ""][-2] if where or loc else ""
    place = entry["loc"][-1] if entry["loc"] else ""
    name = f"entry {place + 1} of “{key}”" if isinstance(place, int) else f"“{key}”"
    line = source.line_of(*where, *entry["loc"])
    if entry["type"] == "extra_forbidden":
        allowed = _keys(model, loc[:-1])
        source.fault(f"“{key}” is not known here.", nearest(key, allowed), line=line)
    elif entry["type"] == "missing":
        source.fault(f"“{key}” is missing.", "Add it.", line=source.line_of(*where, *entry["loc"][:-1]) or 1)
    elif entry["type"] == "literal_error":
        source.fault(f"{name} cannot be “{entry['input']}”.", f"Use one of: {entry['ctx']['expected']}.", line=line)
    elif entry["type"] == "union":
        source.fault(f"{name} must be {' or '.join(entry['wanted'])}.", "Correct the line.", line=line)
    else:
        what, mend = _SAYINGS.get(entry["type"], ("{name} is not right: " + str(entry["msg"]) + ".", "Correct the line."))
        source.fault(what.replace("{name}", name), mend, line=line)


def _keys(model: type[Head], loc: tuple[str, ...]) -> list[str]:
    for part in loc:
        model = _inner(model, part)
    return [field.alias or name for name, field in model.model_fields.items()]


def _inner(model: type[Head], part: str) -> type[Head]:
    """Return the head that the key *part* of *model* holds, alone or in a list or table; *model* itself where it holds none."""
    field = model.model_fields.get(part)
    waiting = [field.annotation] if field else []
    while waiting:
        found = waiting.pop()
        if isinstance(found, type) and issubclass(found, Head):
            return found
        waiting.extend(get_args(found))
    return model
