"""Write a scenario as text and as one page that a board reads: steps, gains, costs, risks with their answers, what to decide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from agreements.library import Kind, Library
from agreements.render.html import stylesheet, template
from agreements.scenario import Actor, Point, Risk, Scenario


@dataclass(frozen=True, slots=True)
class RiskRow:
    """A risk of a scenario: how each actor bears it ("main", "borne" or nothing), and the clauses that answer it, always or only if needed."""

    id: str
    title: str
    marks: tuple[str, ...]
    clauses: tuple[str, ...]
    if_needed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PointColumn:
    """What one actor gains and spends."""

    actor: Actor
    benefits: tuple[Point, ...]
    costs: tuple[Point, ...]


def page(scenario: Scenario, library: Library) -> str:
    """Return *scenario* as one self-contained page, for screen and paper."""
    doing = tuple(actor for actor in scenario.actors if any(actor.id in step.does for step in scenario.steps))
    return template("scenario.html.jinja").render(
        scenario=scenario, words=library.words, language=library.language, style=stylesheet("sheet.css"), kinds=library.kinds, doing=doing,
        columns=tuple(point_columns(scenario)), bearing=bearing(scenario), risks=tuple(risk_rows(scenario, library)), titles=titles(library),
        outside=tuple(each for each in scenario.measures if not each.clauses), footer=footer(scenario, library),
    )  # fmt: skip


def titles(library: Library) -> dict[str, str]:
    """Return the title of each clause."""
    return {clause.id: clause.title for clause in library.clauses.values()}


def footer(scenario: Scenario, library: Library) -> str:
    """Return the line at the foot: where the facts come from, and the version of the library."""
    named = "; ".join(library.sources[id_].title for id_ in scenario.sources)
    return library.words["scenario.footer"].replace("{sources}", named).replace("{library}", library.version)


def bearing(scenario: Scenario) -> tuple[Actor, ...]:
    """Return the actors that bear a risk."""
    return tuple(actor for actor in scenario.actors if any(each.actor == actor.id for each in scenario.risks))


def point_columns(scenario: Scenario) -> Iterator[PointColumn]:
    """Yield what each actor gains and spends, leaving out those for whom the scenario says nothing."""
    for actor in scenario.actors:
        benefits, costs = (tuple(each for each in points if each.actor == actor.id) for points in (scenario.benefits, scenario.costs))
        if benefits or costs:
            yield PointColumn(actor, benefits, costs)


def risk_rows(scenario: Scenario, library: Library) -> Iterator[RiskRow]:
    """Yield the risks of *scenario* with the clauses of its own agreement."""
    kind = library.kinds[scenario.kinds[0]]
    borne = {(each.actor, each.risk): "main" if each.main else "borne" for each in scenario.risks}
    for id_ in scenario.risk_ids:
        marks = tuple(borne.get((actor.id, id_), "") for actor in bearing(scenario))
        always = always_there(library.risks[id_], kind, library)
        clauses = dict.fromkeys(clause for safeguard in library.risks[id_].safeguards for clause in safeguard.clauses)
        possible = tuple(clause for clause in clauses if library.clauses[clause].applies[kind.code] != "x")
        named = titles(library)
        yield RiskRow(
            id_, library.risks[id_].title, marks,
            tuple(named[each] for each in possible if each in always), tuple(named[each] for each in possible if each not in always),
        )  # fmt: skip


def always_there(risk: Risk, kind: Kind, library: Library) -> frozenset[str]:
    """Return the clauses that answer *risk* in every agreement of *kind*, whatever the deal and whichever wording is chosen."""
    sure = (clause for safeguard in risk.safeguards if safeguard.when is None for clause in safeguard.clauses if clause in safeguard.by)
    return frozenset(each for each in sure if library.clauses[each].applies[kind.code] in {"m", "d", "i"} and not library.clauses[each].always_triggered)


# Text --------------------------------------------------------------------------------------------------------------------


def text(scenario: Scenario, library: Library) -> str:
    """Return *scenario* as lines for a terminal; * marks what weighs most."""
    words = library.words
    lines = [scenario.title, "", scenario.summary, f"{words['scenario.use_when']}: {scenario.use_when}", "", words["scenario.steps"]]
    for number, step in enumerate(scenario.steps, start=1):
        lines.append(f"  {number}. {step.title}")
        lines += [f"     {scenario.actor(actor).name}: {what}" for actor, what in step.does.items()]
    lines += ["", words["scenario.points"]]
    for column in point_columns(scenario):
        lines.append(f"  {column.actor.name}")
        lines += [f"    + {_starred(each)}" for each in column.benefits]
        lines += [f"    - {_starred(each)}" for each in column.costs]
    return "\n".join([*lines, "", *_risks(scenario, library), "", *_rest(scenario, library)])


def _starred(point: Point) -> str:
    return f"{point.text}{' *' if point.main else ''}"


def _risks(scenario: Scenario, library: Library) -> Iterator[str]:
    yield library.words["scenario.risks"]
    for row in risk_rows(scenario, library):
        names = [f"{actor.name}{' *' if mark == 'main' else ''}" for actor, mark in zip(bearing(scenario), row.marks, strict=True) if mark]
        yield f"  {row.id} {row.title} ({', '.join(names)})"
        needed = f"; {library.words['scenario.if_needed']}: {', '.join(row.if_needed)}" if row.if_needed else ""
        yield f"      {', '.join(row.clauses)}{needed}"


def _rest(scenario: Scenario, library: Library) -> Iterator[str]:
    words, named = library.words, titles(library)
    yield words["scenario.decide"]
    for each in scenario.decisions:
        yield f"  [ ] {each.ask}"
        yield f"      {each.advice} ({', '.join(named[clause] for clause in each.clauses)})"
    yield from ("", words["scenario.papers"], *(f"  {library.kinds[each.kind].title}: {each.purpose}" for each in scenario.papers))
    yield from ("", words["scenario.measures"], *(f"  {each.text}" for each in scenario.measures if not each.clauses))
    yield from ("", words["scenario.tools"], *(f"  {each}" for each in scenario.tools), "", footer(scenario, library))
