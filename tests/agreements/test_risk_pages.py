"""The pages of risks and scenarios: the picture says what the table says, nobody needs colour, and a board gets two sheets of paper."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pikepdf
import pytest
from click.testing import Result

from agreements.assembly import Drafted
from agreements.checks import check
from agreements.library import Library
from agreements.render import risk_page, scenario_page
from agreements.render.pdf import print_page
from agreements.render.risk_matrix import SHAPES, draw, matrix
from agreements.risks import RiskReport, risks
from clauses import library as read

Deal = Callable[..., dict[str, Any]]
Run = Callable[..., Result]
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = 'Smith & Sons <Ltd> {{7*7}} **x** "]"'


@pytest.fixture(name="report")
def _report(drafted: Callable[[Any], Drafted]) -> Callable[[Any], RiskReport]:
    def make(raw: Any) -> RiskReport:
        made = drafted(raw)
        return risks(made, check(made))

    return make


@pytest.fixture(name="mixed")
def _mixed(deal: Deal, report: Callable[[Any], RiskReport]) -> RiskReport:
    """Return a report in which every strength and every shape occurs."""
    raw = deal()
    raw["answers"] |= {"experts_exchanged": False, "facility_shared": False}
    raw["clauses"] |= {
        "comp/non-circumvention": False, "comp/non-compete": False, "perf/acceptance": False, "gov/coordinator": {"coordination_fee_percent": 0},
        "core/parties-purpose": False, "gen/signature": False, "fin/public-funding": False, "compl/export-control": False,
    }  # fmt: skip
    return report(raw)


@pytest.fixture(name="file")
def _file(tmp_path: Path) -> Callable[[Any], Path]:
    def write(raw: Any) -> Path:
        path = tmp_path / "deal.json"
        path.write_text(json.dumps(raw), encoding="utf-8")
        return path

    return write


# The picture ---------------------------------------------------------------------------------------------------------------


def test_the_picture_has_a_title_and_a_description_that_names_every_risk_and_its_strength(mixed: RiskReport, library: Library) -> None:
    root = ElementTree.fromstring(draw(mixed, library.groups, library.words))  # noqa: S314  # our own file
    described = {each.get("id"): "".join(each.itertext()) for each in (root.find(f"{SVG}title"), root.find(f"{SVG}desc")) if each is not None}

    assert root.get("role") == "img"
    assert root.get("aria-labelledby", "").split() == list(described)
    for state in mixed.risks:
        assert f"{state.risk}: {library.words[f'risk.{state.strength}']}." in described["matrix-says"]


def test_every_strength_and_every_shape_is_drawn_in_its_own_way_and_in_words(mixed: RiskReport, library: Library) -> None:
    made = matrix(mixed, library.groups, library.words)

    assert {row.strength for row in made.rows} == {"answered", "partly", "open", "absent"}
    assert {box.shape for row in made.rows for box in row.boxes} == set(SHAPES)
    assert [box.shape for box in made.legend] == list(SHAPES)
    assert len({box.says for box in made.legend}) == len(SHAPES)
    assert all(row.word for row in made.rows)


def test_without_colour_every_shape_still_differs(mixed: RiskReport, library: Library) -> None:
    root = ElementTree.fromstring(draw(mixed, library.groups, library.words))  # noqa: S314  # our own file
    legend = list(root.iter(f"{SVG}g"))[-6:-1]
    drawn = {tuple((child.tag, child.get("stroke-dasharray"), child.get("fill") == "#ffffff") for child in group)[:3] for group in legend}

    assert len(drawn) == len(SHAPES)


def test_no_box_lies_on_another_or_outside_its_row(mixed: RiskReport, library: Library) -> None:
    made = matrix(mixed, library.groups, library.words)

    for row in made.rows:
        places = [(box.x, box.y) for box in row.boxes]
        assert len(places) == len(set(places))
        assert all(row.y <= box.y and box.y + 18 <= row.y + row.height for box in row.boxes)
        assert all(box.x + 18 <= made.width for box in row.boxes)


@pytest.mark.parametrize("kind", read().kinds)
def test_the_picture_holds_every_clause_that_the_table_holds(kind: str, deal: Deal, report: Callable[[Any], RiskReport], library: Library) -> None:
    made = report(deal(kind))
    rows = {row.code: sorted(box.text for box in row.boxes if box.shape != "gap") for row in matrix(made, library.groups, library.words).rows}

    assert rows == {state.risk: sorted(each.number or library.words["risk.parent_mark"] for each in state.clauses) for state in made.risks}


def test_the_table_says_all_that_the_picture_says(mixed: RiskReport, library: Library) -> None:
    page = risk_page.page(mixed, library)
    table = re.sub(r"<[^>]+>", " ", page[page.index("<table>") :])

    for state in mixed.risks:
        assert state.risk in table
        for each in state.clauses:
            assert f"{each.number} {each.title}" in table
        for held in state.open:
            assert held.says in table
            assert all(closing.says in table for closing in held.closings)


def test_an_answer_is_printed_as_typed(deal: Deal, report: Callable[[Any], RiskReport], library: Library) -> None:
    raw = deal()
    for n, party in enumerate(raw["parties"]):
        party["short_name"] = f"{HOSTILE} {n}"
    made = report(raw)
    page = risk_page.page(made, library)

    assert "<Ltd>" not in page
    assert "Smith &amp; Sons &lt;Ltd&gt; {{7*7}} **x**" in page
    ElementTree.fromstring(draw(made, library.groups, library.words))  # noqa: S314  # our own file


def test_the_same_report_gives_the_same_bytes(mixed: RiskReport, library: Library) -> None:
    page = risk_page.page(mixed, library)

    assert page == risk_page.page(mixed, library)
    assert print_page(page) == print_page(page)


# Pages of scenarios --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scenario", read().scenarios)
def test_a_board_gets_two_accessible_sheets_of_paper(scenario: str, library: Library) -> None:
    with pikepdf.open(io.BytesIO(print_page(scenario_page.page(library.scenarios[scenario], library)))) as made:
        assert len(made.pages) == 2
        assert made.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in made.Root
        assert made.Root.Lang == "en"


@pytest.mark.parametrize("scenario", read().scenarios)
def test_a_scenario_page_holds_steps_points_risks_decisions_and_tools(scenario: str, library: Library) -> None:
    made = library.scenarios[scenario]
    page = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", scenario_page.page(made, library)))
    terminal = scenario_page.text(made, library)

    for text in (
        *(step.title for step in made.steps),
        *(each.text for each in (*made.benefits, *made.costs)),
        *(each.ask for each in made.decisions),
        *made.tools,
    ):
        assert text in page
        assert text in terminal
    for risk in made.risk_ids:
        assert library.risks[risk].title in page
        assert library.risks[risk].title in terminal


@pytest.mark.parametrize("scenario", read().scenarios)
def test_each_risk_is_marked_for_each_side_that_bears_it(scenario: str, library: Library) -> None:
    made = library.scenarios[scenario]

    for row in scenario_page.risk_rows(made, library):
        expected = {each.actor: "main" if each.main else "borne" for each in made.risks if each.risk == row.id}
        assert {actor.id: mark for actor, mark in zip(scenario_page.bearing(made), row.marks, strict=True) if mark} == expected
        assert row.clauses


# The command ---------------------------------------------------------------------------------------------------------------


def test_scenarios_lists_every_scenario(run: Run, library: Library) -> None:
    assert [row["id"] for row in json.loads(run("scenarios", "--json").stdout)] == list(library.scenarios)


def test_a_scenario_comes_as_text_as_json_and_as_a_page(run: Run, tmp_path: Path) -> None:
    made = json.loads(run("scenario", "matchmaking", "--json").stdout)
    result = run("scenario", "matchmaking", "--out", tmp_path, "--format", "html,pdf")

    assert "Decide before you start" in run("scenario", "matchmaking").stdout
    assert made["answers"]["R02"]["clauses"]
    assert result.stdout.split() == [str(tmp_path / "matchmaking.html"), str(tmp_path / "matchmaking.pdf")]
    assert (tmp_path / "matchmaking.pdf").read_bytes().startswith(b"%PDF")


def test_an_unknown_scenario_is_refused_with_the_nearest(run: Run) -> None:
    result = run("scenario", "matchmakin")

    assert result.exit_code == 1
    assert "Did you mean “matchmaking”" in result.stderr


def test_explain_by_risks_comes_as_text_as_json_and_as_a_page(run: Run, deal: Deal, file: Callable[[Any], Path], tmp_path: Path) -> None:
    path = file(deal())
    made = json.loads(run("explain", path, "--risks", "--json").stdout)
    result = run("explain", path, "--risks", "--out", tmp_path, "--format", "html,pdf,svg")

    assert {row["strength"] for row in made["risks"]} <= {"answered", "partly", "open", "absent"}
    assert made["rule"]
    assert all(f"{row['risk']} " in run("explain", path, "--risks").stdout for row in made["risks"])
    assert [Path(line).suffix for line in result.stdout.split()] == [".html", ".pdf", ".svg"]
    assert all(Path(line).exists() for line in result.stdout.split())


def test_a_page_without_risks_and_a_wrong_format_are_wrong_use(run: Run, deal: Deal, file: Callable[[Any], Path], tmp_path: Path) -> None:
    path = file(deal())

    assert run("explain", path, "--out", tmp_path).exit_code == 2
    assert run("explain", path, "--risks", "--out", tmp_path, "--format", "docx").exit_code == 2
    assert run("scenario", "matchmaking", "--out", tmp_path, "--format", "svg").exit_code == 2
