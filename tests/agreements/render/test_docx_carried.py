"""Every Word file carries its agreement, and every paragraph of it can be traced to an id by whoever has that agreement."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from lxml import etree

from agreements.agreement import Agreement, fingerprint, from_json, to_json
from agreements.assembly import Drafted
from agreements.render.docx import render
from agreements.render.docx_carried import ITEM, NAMESPACE, with_place
from agreements.render.docx_template import house_template
from agreements.render.docx_text import Marks

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def carried(content: bytes) -> etree._Element:
    with zipfile.ZipFile(BytesIO(content)) as package:
        return etree.fromstring(package.read(ITEM))


@pytest.mark.parametrize("draft", [False, True])
def test_a_word_file_carries_the_json_of_its_agreement(kind: str, deal: Callable[..., Any], drafted: Callable[[Any], Drafted], draft: bool) -> None:
    agreement = drafted(deal(kind)).agreement
    root = carried(render(agreement, draft=draft))
    assert root.tag == f"{{{NAMESPACE}}}agreement"
    assert dict(root.attrib) == {"fingerprint": fingerprint(agreement), "draft": str(draft).lower()}
    assert (root.text or "").encode() == to_json(agreement)


def test_hostile_values_are_carried_as_typed(agreement: Agreement) -> None:
    odd = replace(agreement, title="]]> & <agreement> \uffff\ufffe\x00\x85\u2028 end")
    assert from_json((carried(render(odd)).text or "").encode()) == odd


def test_custom_xml_of_a_template_is_left_behind() -> None:
    house = dict(house_template().parts)
    house["customXml/item1.xml"] = b"<whose/>"
    house["word/_rels/document.xml.rels"] = house["word/_rels/document.xml.rels"].replace(
        b"</Relationships>", b'<Relationship Id="rId99" Type="t" Target="../customXml/item1.xml"/></Relationships>'
    )
    made = with_place(house)
    assert "customXml/item1.xml" not in made
    assert made["word/_rels/document.xml.rels"].count(b"customXml/item1.xml") == 1
    assert b"rId99" not in made["word/_rels/document.xml.rels"]


BESIDE = {"KeyTerm", "TOC1", "SignatureRule", "SignatureLine"}  # these stand beside or below a line with a bookmark


def test_every_paragraph_with_words_lies_in_a_bookmark(kind: str, deal: Callable[..., Any], drafted: Callable[[Any], Drafted]) -> None:
    agreement = drafted(deal(kind)).agreement
    with zipfile.ZipFile(BytesIO(render(agreement))) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    places, opened = Marks(agreement).places(), set()
    for node in body.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd", f"{W}t"):
        if node.tag == f"{W}bookmarkStart":
            assert node.get(f"{W}name") in places
            opened.add(node.get(f"{W}id"))
        elif node.tag == f"{W}bookmarkEnd":
            opened.remove(node.get(f"{W}id"))
        else:
            paragraph = next(node.iterancestors(f"{W}p"))
            assert opened or paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val") in BESIDE, node.text


def test_the_names_are_those_that_the_agreement_alone_gives(agreement: Agreement) -> None:
    twins = replace(agreement, clauses=tuple(replace(agreement.clauses[1], id=key, children=()) for key in ("a/b-c", "a-b/c")))
    places = Marks(twins).places()
    assert places == Marks(replace(twins, title="another")).places()
    assert {key for key in places.values() if key[0] == "c"} == {("c", provision.id) for provision in twins.provisions()}
    assert [places[name] for name in ("p_p1", "b_r2", "k_2", "s_p1", "v_p0", "n_exp", "d_title")] == [
        ("p", "p1"), ("b", "r2"), ("k", "2"), ("s", "p1"), ("v", "p0"), ("n", "EXP"), ("d", "title"),
    ]  # fmt: skip
