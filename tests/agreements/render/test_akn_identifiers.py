"""The identifiers of the Akoma Ntoso export keep the naming convention, and its marks say what each word is."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from akn_reading import N, P, named, runs
from lxml import etree

from agreements.agreement import Agreement, Reference, Term, Value
from agreements.assembly import Drafted
from agreements.render.akn import render
from agreements.render.akn_text import stable

ABBREVIATED = {
    "clause": "cl", "subclause": "subcl", "paragraph": "para", "subparagraph": "subpara", "attachment": "att", "recitals": "recs", "recital": "rec",
    "blockList": "list",
}  # fmt: skip
NUMBERED = ("clause", "subclause", "paragraph", "subparagraph", "recital", "item")


@pytest.fixture(name="example")
def _example(kind: str, deal: Callable[..., Any], drafted: Callable[[Any], Drafted]) -> Agreement:
    return drafted(deal(kind)).agreement


# Identifiers -------------------------------------------------------------------------------------------------------------


def test_each_identifier_stands_once(example: Agreement) -> None:
    found = [element.get("eId") for element in named(etree.fromstring(render(example)))]

    assert len(found) == len(set(found))


def test_an_identifier_is_that_of_what_holds_it_then_its_sort_then_its_number(example: Agreement) -> None:
    for element in named(etree.fromstring(render(example)).find(f"{N}doc/{N}mainBody")):
        sort = etree.QName(element).localname
        above = next((each.get("eId") for each in element.iterancestors() if each.get("eId") and etree.QName(each).localname not in ("intro", "content")), "")
        last = element.get("eId").removeprefix(f"{above}__")
        assert "__" not in last
        assert re.fullmatch(rf"{ABBREVIATED.get(sort, sort)}(_[A-Za-z0-9-]+)?", last), element.get("eId")


def test_the_number_of_an_identifier_is_the_printed_number(example: Agreement) -> None:
    numbered = [element for element in named(etree.fromstring(render(example))) if element.find(f"{N}num") is not None and element.tag != f"{N}attachment"]

    assert numbered
    for element in numbered:
        shown = re.sub(r"[\W_]+", "-", element.findtext(f"{N}num")).strip("-")
        assert element.get("eId").rpartition("_")[2] == shown
        assert etree.QName(element).localname in NUMBERED


def test_all_that_needs_an_identifier_has_one(example: Agreement) -> None:
    text = etree.fromstring(render(example)).find(f"{N}doc")
    needing = [*NUMBERED, "attachment", "table", "container", "blockList", "recitals", "ref", "term", "party", "person", "organization", "content", "intro"]

    assert [element.tag for element in text.iter(*(N + tag for tag in needing)) if not element.get("eId")] == []


def test_our_ids_stand_beside_them(example: Agreement) -> None:
    root = etree.fromstring(render(example))
    found = [element.get("wId") for element in root.iter(*(N + tag for tag in ("clause", "subclause", "paragraph", "subparagraph")))]

    assert found == [stable(provision.id) for provision in example.provisions()]
    assert [element.get("wId") for element in root.iter(f"{N}attachment")] == [annex.id for annex in example.annexes]
    assert [element.get("wId") for element in root.iter(f"{N}item")] == [line.id for line in example.parties]


def test_ids_that_differ_stay_apart() -> None:
    assert len({stable(id_) for id_ in ("a b", "a%20b", "a_b", "a\tb")}) == 4


# Marks -------------------------------------------------------------------------------------------------------------------


def test_a_cross_reference_leads_to_what_has_its_number(example: Agreement) -> None:
    root = etree.fromstring(render(example))
    targets = {element.get("eId"): element for element in named(root)}
    wanted = {stable(run.target): run.text for run in runs(example) if isinstance(run, Reference)}
    links = list(root.iter(f"{N}ref"))

    assert len(links) == len([run for run in runs(example) if isinstance(run, Reference)])
    for link in links:
        target = targets[link.get("href").removeprefix("#")]
        assert wanted[target.get("wId")] == link.text
        number = target.findtext(f"{N}num")
        assert link.text.endswith(number.strip(".")) or link.text == number


def test_values_carry_the_parameter_that_they_come_from(example: Agreement) -> None:
    found = [(element.text, element.get(f"{P}parameter")) for element in etree.fromstring(render(example)).iter(f"{N}inline")]

    assert sorted(found) == sorted((run.text, run.parameter) for run in runs(example) if isinstance(run, Value))


def test_every_link_to_the_references_finds_them(example: Agreement) -> None:
    root = etree.fromstring(render(example))
    listed = {element.get("eId") for element in root.find(f".//{N}references")}
    led = {name for element in root.iter() for key in ("refersTo", "as", "by", "source") for name in (element.get(key) or "").split()}
    led |= {element.get("href") for element in root.iter(f"{N}FRBRauthor")}

    assert {name.removeprefix("#") for name in led} <= listed


def test_a_term_is_marked_where_it_is_defined_and_where_it_is_used(example: Agreement) -> None:
    root = etree.fromstring(render(example))
    shown = {element.get("eId"): element.get("showAs") for element in root.iter(f"{N}TLCTerm")}

    assert set(shown.values()) == {run.text for provision in example.provisions() for run in provision.runs if isinstance(run, Term)}
    assert {element.get("refersTo").removeprefix("#") for element in root.iter(f"{N}def")} == set(shown)
    for element in root.iter(f"{N}term"):
        term = shown[element.get("refersTo").removeprefix("#")]
        assert element.text in {term, f"{term}s", f"{term[:-1]}ies"}
