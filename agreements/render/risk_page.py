"""Write a risk report as text and as one HTML page: the picture, and the same as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from agreements.library import Library
from agreements.render.html import stylesheet, template
from agreements.render.risk_matrix import draw
from agreements.risks import Answering, RiskReport, RiskState

_HELD = {"in full": "risk.in_full", "in part": "risk.in_part", "not": "risk.not"}
_SIGNS = {"in full": "+", "in part": "~", "not": "-"}


def page(report: RiskReport, library: Library) -> str:
    """Return *report* as one self-contained page, for screen and paper."""
    words = library.words
    return template("risks.html.jinja").render(
        report=report, words=words, language=library.language, style=stylesheet("sheet.css"), picture=draw(report, library.groups, words),
        summary=summary(report, words), footer=words["risk.footer"].replace("{library}", library.version),
        findings=dict.fromkeys(finding for state in report.risks for finding in state.findings),
        named=named, rest=rest, shape=lambda each: shape(each, words), held_words={rank: words[key] for rank, key in _HELD.items()},
    )  # fmt: skip


def summary(report: RiskReport, words: Mapping[str, str]) -> str:
    """Return “12 risks: 9 answered, 2 partly answered, 1 open.”."""
    counts = Counter(state.strength for state in report.risks)
    parts = [f"{counts[strength]} {words[f'risk.{strength}']}" for strength in ("answered", "partly", "open", "absent") if counts[strength]]
    return words["risk.summary"].replace("{count}", str(len(report.risks))).replace("{parts}", ", ".join(parts))


def shape(each: Answering, words: Mapping[str, str]) -> str:
    """Return in words how a clause is drawn in the picture."""
    names = {"in full": "full" if each.key else "support", "in part": "part", "not": "idle"}
    return words[f"risk.shape_{names[each.helps]}"]


def named(state: RiskState, clauses: tuple[str, ...]) -> tuple[Answering, ...]:
    """Return these clauses of the risk, in the order of the agreement."""
    return tuple(each for each in state.clauses if each.clause in clauses)


def rest(state: RiskState) -> tuple[Answering, ...]:
    """Return the clauses that name the risk and that no safeguard counts on in this deal."""
    counted = {id_ for held in state.safeguards for id_ in held.clauses}
    return tuple(each for each in state.clauses if each.clause not in counted)


def text(report: RiskReport, words: Mapping[str, str]) -> str:
    """Return *report* as lines for a terminal: + holds, ~ in part, - missing, > what would close it."""
    lines = [report.title, summary(report, words), ""]
    for state in report.risks:
        lines += [*_state(state, words), ""]
    return "\n".join([*lines, report.rule])


def _state(state: RiskState, words: Mapping[str, str]) -> Iterator[str]:
    yield f"{state.risk} {state.title}: {words[f'risk.{state.strength}']} ({state.because})"
    for bearer in state.bearers:
        parties = f" ({', '.join(bearer.parties)})" if bearer.parties else ""
        yield f"    {words['risk.borne']}: {bearer.name}{parties}{', ' + words['risk.weighs'] if bearer.main else ''}"
    for held in state.safeguards:
        by = "; ".join(_clause(each) for each in named(state, held.clauses))
        yield f"    {_SIGNS[held.helps]} {held.says}{'  ' + by if by else ''}"
        yield from (f"        > {closing.says}" for closing in held.closings)
    yield from (f"      {_clause(each)}: {shape(each, words)}{', ' + each.note if each.note else ''}" for each in rest(state))
    if state.findings:
        yield f"    ! {words['risk.findings']}: {', '.join(dict.fromkeys(finding.code for finding in state.findings))}"


def _clause(each: Answering) -> str:
    where = f"{each.number}. " if each.number else ""
    return f"{where}{each.title} [{each.clause}{':' + each.variant if each.variant else ''}]{'; ' + each.note if each.note and each.helps != 'not' else ''}"
