"""A Word file read as it says now: whatever was tracked in it counts as accepted."""

from __future__ import annotations

import pytest
from lxml import etree

from agreements.render.docx_accepted import accepted
from tests.tracked_reading import W

NAMESPACE = W.strip("{}")
WHO = 'w:id="1" w:author="A"'


def run(words: str, tag: str = "t") -> str:
    return f"<w:r><w:{tag}>{words}</w:{tag}></w:r>"


def paragraph(inner: str, mark: str = "") -> str:
    look = f"<w:pPr><w:rPr><w:{mark} {WHO}/></w:rPr></w:pPr>" if mark else ""
    return f"<w:p>{look}{inner}</w:p>"


def change(what: str, words: str) -> str:
    return f"<w:{what} {WHO}>{run(words, 'delText' if what == 'del' else 't')}</w:{what}>"


def row(words: str, properties: str = "") -> str:
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}<w:tc>{paragraph(run(words))}</w:tc></w:tr>"


def said(body: str) -> list[str]:
    root = accepted(etree.fromstring(f'<w:document xmlns:w="{NAMESPACE}"><w:body>{body}<w:sectPr/></w:body></w:document>'))
    return ["".join(each.text or "" for each in found.iter(f"{W}t", f"{W}delText")) for found in root.iter(f"{W}p")]


@pytest.mark.parametrize(
    ("body", "left"),
    [
        (paragraph(run("It ") + change("del", "was") + change("ins", "is") + run(" so.")), ["It is so."]),
        (paragraph(change("moveFrom", "gone"), "moveFrom") + paragraph(change("moveTo", "here"), "moveTo"), ["here"]),
        (paragraph(run("One")) + paragraph(change("del", "Two"), "del") + paragraph(run("Three")), ["One", "Three"]),
        (paragraph(run("One and "), "del") + paragraph(run("two")), ["One and two"]),
        (paragraph(change("ins", "New"), "ins") + paragraph(run("Old")), ["New", "Old"]),
        (f"<w:tbl>{row('kept')}{row('gone', f'<w:del {WHO}/>')}{row('new', f'<w:ins {WHO}/>')}</w:tbl>", ["kept", "new"]),
        (f"<w:tbl>{row('gone', f'<w:del {WHO}/>')}</w:tbl>" + paragraph(run("after")), ["after"]),
        (f"<w:sdt><w:sdtContent>{paragraph(run('held'))}</w:sdtContent></w:sdt>", ["held"]),
        (f"<w:tbl><w:sdt><w:sdtContent>{row('held')}</w:sdtContent></w:sdt></w:tbl>", ["held"]),
        (paragraph(f"<w:sdt><w:sdtContent>{change('ins', 'value')}</w:sdtContent></w:sdt>"), ["value"]),
    ],
)
def test_what_is_left_is_what_word_would_leave(body: str, left: list[str]) -> None:
    assert said(body) == left


def test_rows_in_content_controls_are_rows_of_their_table() -> None:
    body = f"<w:tbl><w:sdt><w:sdtContent>{row('held')}</w:sdtContent></w:sdt></w:tbl>"
    root = accepted(etree.fromstring(f'<w:document xmlns:w="{NAMESPACE}"><w:body>{body}</w:body></w:document>'))

    assert root.find(f"{W}body/{W}tbl/{W}tr") is not None


def test_no_mark_of_a_change_is_left() -> None:
    body = paragraph(change("ins", "New") + "<w:moveToRangeStart w:id='4' w:name='m'/><w:moveToRangeEnd w:id='4'/>", "ins")
    root = accepted(etree.fromstring(f'<w:document xmlns:w="{NAMESPACE}"><w:body>{body}</w:body></w:document>'))

    assert [each.tag for each in root.iter() if etree.QName(each).localname in {"ins", "del", "moveTo", "moveToRangeStart", "moveToRangeEnd"}] == []


def test_the_file_itself_stays_as_it_is() -> None:
    root = etree.fromstring(f'<w:document xmlns:w="{NAMESPACE}"><w:body>{paragraph(change("del", "gone"))}</w:body></w:document>')
    before = etree.tostring(root)

    accepted(root)

    assert etree.tostring(root) == before
