"""Checks of the structure: clauses that are missing, forbidden or do not go together, values that are missing or out of limits, dates that clash."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from agreements.agreement import Agreement, Blank, Run
from agreements.assembly import Drafted, own_annex
from agreements.check_row import CheckRow
from agreements.checks.hit import Hit, shown
from agreements.conditions import holds
from agreements.editions import changes_since, newest
from agreements.library import Clause, Parameter, Variant
from agreements.parameters import Setting
from agreements.values import limit_fault

_PLACEHOLDER = re.compile(r"\[|\bTBD\b|\bTBC\b|\bxx+\b|…|\.\.\.", re.IGNORECASE)


def runs(agreement: Agreement) -> Iterator[Run]:
    """Yield every run of the agreement: cover, parties, recitals, provisions, tables."""
    for term in agreement.cover:
        yield from term.runs
    for line in (*agreement.parties, *agreement.recitals):
        yield from line.runs
    for provision in agreement.provisions():
        yield from provision.runs
        for row in provision.table.rows if provision.table else ():
            for cell in row:
                yield from cell


def settings(drafted: Drafted) -> Iterator[tuple[str, Parameter, Setting]]:
    """Yield every parameter of the clauses in the agreement with its setting."""
    for id_, filling in drafted.fillings.items():
        for name, setting in filling.settings.items():
            yield id_, filling.clause.parameters[name], setting


def missing_clause(drafted: Drafted, _: CheckRow) -> Iterator[Hit]:
    """STR-06."""
    yield from (Hit(id_, slots=_titled(drafted, id_)) for id_ in drafted.selection.missing)


def forbidden_clause(drafted: Drafted, _: CheckRow) -> Iterator[Hit]:
    """STR-07."""
    yield from (Hit(id_, slots=_titled(drafted, id_)) for id_ in drafted.selection.forbidden)


def _titled(drafted: Drafted, clause: str) -> Mapping[str, str]:
    return {"title": drafted.library.clauses[clause].title, "kind": drafted.kind.title}


def annex_missing(drafted: Drafted, _: CheckRow) -> Iterator[Hit]:
    """STR-08."""
    for chosen in drafted.selection.chosen:
        variant = chosen.clause.wording(chosen.variant, drafted.kind.code)
        wanted = [*(variant.annexes if variant else ()), *([own] if (own := own_annex(chosen.clause, drafted.kind)) else [])]
        for annex in wanted:
            if annex not in drafted.annexes and drafted.library.annexes[annex].when is None:
                yield Hit(chosen.clause.id, found=chosen.variant, allowed=annex, slots={"annex": drafted.library.annexes[annex].title})


def relations(drafted: Drafted, _: CheckRow) -> Iterator[Hit]:
    """STR-09."""
    for chosen in drafted.selection.chosen:
        variant = chosen.clause.wording(chosen.variant, drafted.kind.code)
        needed = [each for each in (*_required(drafted, chosen.clause), *(variant.requires if variant else ())) if _may_stand(drafted, each)]
        barred = (*chosen.clause.excludes, *(variant.excludes if variant else ()))
        yield from (_broken(drafted, chosen.clause.id, each, "cannot stand without") for each in needed if not _stands(drafted, each))
        yield from (_broken(drafted, chosen.clause.id, each, "cannot stand together with") for each in barred if _stands(drafted, each))
        if variant and variant.barred_when and drafted.fillings[chosen.clause.id].applies(variant.barred_when):
            yield _unfit(chosen.clause, variant)


def _required(drafted: Drafted, clause: Clause) -> tuple[str, ...]:
    return () if clause.requires_unless is not None and holds(clause.requires_unless, drafted.facts) else clause.requires


def _stands(drafted: Drafted, relation: str) -> bool:
    clause, _colon, variant = relation.partition(":")
    return drafted.facts.includes(clause, variant)


def _may_stand(drafted: Drafted, relation: str) -> bool:
    """Tell whether the kind allows a clause at all: nothing can be missing that has no place in it."""
    return drafted.library.clauses[relation.partition(":")[0]].applies[drafted.kind.code] != "x"


def _broken(drafted: Drafted, clause: str, relation: str, how: str) -> Hit:
    other, _colon, variant = relation.partition(":")
    title = drafted.library.clauses[other].title + (f" ({variant})" if variant else "")
    first = drafted.library.clauses[clause].title
    return Hit(clause, found=relation, slots={"a": first, "b": title, "how": how, "mend": "Put in or leave out one of the two."})


def _unfit(clause: Clause, variant: Variant) -> Hit:
    slots = {"a": clause.title, "b": variant.label, "how": "makes no sense in this agreement in the wording", "mend": "Choose another wording."}
    return Hit(clause.id, found=variant.id, slots=slots)


def missing_value(drafted: Drafted, _: CheckRow) -> Iterator[Hit]:
    """STR-10."""
    open_points = {run.parameter: run.text for run in runs(drafted.agreement) if isinstance(run, Blank) and not run.parameter.startswith("reference.")}
    for path, text in open_points.items():
        owner, _dot, name = path.partition(".")
        known = owner in drafted.library.clauses
        yield Hit(owner if known else "", name if known else path, slots={"ask": _ask(drafted, owner, name) or text.strip("[]")})
    for chosen in drafted.selection.chosen:
        variant = chosen.clause.wording(chosen.variant, drafted.kind.code)
        for name in variant.needs if variant else ():
            if drafted.fillings[chosen.clause.id].settings[name].is_empty:
                yield Hit(chosen.clause.id, name, slots={"ask": _ask(drafted, chosen.clause.id, name)})
    for clause, parameter, setting in settings(drafted):
        if setting.origin == "given" and isinstance(setting.value, str) and _PLACEHOLDER.search(setting.value):
            yield Hit(clause, parameter.name, shown(setting.value), slots={"ask": parameter.ask})


def _ask(drafted: Drafted, clause: str, parameter: str) -> str:
    found = drafted.library.clauses[clause].parameters.get(parameter) if clause in drafted.library.clauses else None
    return found.ask if found else ""


def out_of_limits(drafted: Drafted, _: CheckRow) -> Iterator[Hit]:
    """STR-11."""
    for clause, parameter, setting in settings(drafted):
        if not setting.is_empty and (allowed := limit_fault(parameter, setting.value, drafted.deal)):
            yield Hit(clause, parameter.name, shown(setting.value), allowed, {"ask": parameter.ask, "type": parameter.type})


def conflicting_values(drafted: Drafted, _: CheckRow) -> Iterator[Hit]:
    """STR-14: a parameter given by hand says something else than the answer, or the parent agreement, that it would come from."""
    for clause, parameter, setting in settings(drafted):
        group, _dot, field = parameter.source.partition(".")
        raw = {"answers": drafted.deal.answers.get(field), "framework": getattr(drafted.deal.framework, field, None) or None}.get(group)
        if setting.origin != "given" or raw is None:
            continue
        answer = drafted.settings.normal(parameter, list(raw) if isinstance(raw, tuple) else raw)
        if answer != setting.value:
            yield Hit(clause, parameter.name, shown(setting.value), shown(answer), {"ask": parameter.ask, "field": field})
    yield from _conflicting_twins(drafted)
    yield from _conflicting_end(drafted)


def _conflicting_twins(drafted: Drafted) -> Iterator[Hit]:
    """Strike where a parameter and the one of another clause that it would come from are both given and differ; once for a pair that takes from each other."""
    for clause, parameter, setting in settings(drafted):
        other, _dot, field = parameter.source.partition(".")
        if "/" not in other or other not in drafted.fillings or setting.origin != "given":
            continue
        twin = drafted.fillings[other].settings[field]
        mutual = drafted.library.clauses[other].parameters[field].source == f"{clause}.{parameter.name}"
        if twin.origin == "given" and twin.value != setting.value and (clause < other or not mutual):
            yield Hit(clause, parameter.name, shown(setting.value), shown(twin.value), {"ask": parameter.ask, "field": f"{other}.{field}"})


def _conflicting_end(drafted: Drafted) -> Iterator[Hit]:
    clause, _dot, ending = drafted.library.anchors["end"].partition(".")
    months = drafted.library.anchors["months"].partition(".")[2]
    if clause not in drafted.fillings:
        return
    end, duration = drafted.fillings[clause].settings[ending], drafted.fillings[clause].settings[months]
    computed = drafted.settings.computed_end()
    if end.origin == duration.origin == "given" and computed and computed != end.value:
        ask = drafted.library.clauses[clause].parameters[ending].ask
        yield Hit(clause, ending, shown(end.value), computed, {"ask": ask, "field": months})


def dates(drafted: Drafted, _: CheckRow) -> Iterator[Hit]:
    """STR-15: the end before the start, or a record that lasts longer than the agreement."""
    start, end = (drafted.settings.anchor(name) for name in ("start", "end"))
    clause, _dot, ending = drafted.library.anchors["end"].partition(".")
    if start and end and end <= start and clause in drafted.fillings:
        yield Hit(clause, ending, shown(end), f"after {start}", {"what": "the agreement"})
    for id_, parameter, setting in settings(drafted):
        if parameter.type == "records" and not setting.is_empty and {"start", "end"} <= {field.name for field in parameter.fields}:
            for number, record in enumerate(setting.value, start=1):
                what = str(record.get("title") or record.get("id") or f"entry {number}")
                if allowed := _wrong_period(record.get("start") or "", record.get("end") or "", end):
                    yield Hit(id_, parameter.name, str(record["end"]), allowed, {"what": what})


def _wrong_period(begins: str, ends: str, last: str | None) -> str:
    if begins and ends and ends < begins:
        return f"not before {begins}"
    return f"not after {last}" if ends and last and ends > last else ""


def special_terms(drafted: Drafted, row: CheckRow) -> Iterator[Hit]:
    """STR-12: words written by hand change the text of the library."""
    for clause in row.clauses:
        filling = drafted.fillings.get(clause)
        if filling and not filling.settings[row.parameter].is_empty:
            yield Hit(clause, row.parameter, shown(filling.settings[row.parameter].value))


def superseded(drafted: Drafted, _: CheckRow) -> Iterator[Hit]:
    """STR-19: the deal asks for a version of a clause that is not the newest one in the library."""
    for chosen in drafted.selection.chosen:
        id_ = chosen.clause.id
        pinned, latest = drafted.deal.clauses[id_].version if id_ in drafted.deal.clauses else "", newest(drafted.library, id_)
        if pinned and pinned != latest:
            notes = " ".join(changes_since(drafted.library, id_, pinned)) or drafted.library.words["no_change_note"]
            drawn = drafted.library.words["drawn_as_pinned" if chosen.clause.version == pinned else "drawn_as_newest"]
            yield Hit(
                id_, found=pinned, allowed=latest, slots={**_titled(drafted, id_), "changes": notes, "drawn": drawn.replace("{version}", chosen.clause.version)}
            )


def wording_missing(drafted: Drafted, _: CheckRow) -> Iterator[Hit]:
    """LIB-01: a chosen variant has no wording yet."""
    for chosen in drafted.selection.chosen:
        if chosen.variant not in chosen.clause.variants:
            written = ", ".join(chosen.clause.variants) or "none so far"
            yield Hit(chosen.clause.id, "variant", chosen.variant, written, _titled(drafted, chosen.clause.id))


def idle_settings(drafted: Drafted, _: CheckRow) -> Iterator[Hit]:
    """LIB-02: parameters are given for a clause that is not in the agreement."""
    for id_, override in drafted.deal.clauses.items():
        if override.parameters and id_ not in drafted.fillings:
            yield Hit(id_, found=", ".join(override.parameters), slots=_titled(drafted, id_))


TESTS = {
    test.__name__: test
    for test in (
        missing_clause, forbidden_clause, annex_missing, relations, missing_value, out_of_limits, conflicting_values, dates, special_terms,
        superseded, wording_missing, idle_settings,
    )
}  # fmt: skip
