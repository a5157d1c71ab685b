"""What makes a PDF faster changes nothing in it: the page reads the same, and every object is written as it would have been."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pikepdf
import pydyf
import pytest
import weasyprint

from agreements.agreement import Agreement
from agreements.assembly import Drafted
from agreements.render import html, pdf, pdf_objects, pdf_page


def nodes(source: Any) -> list[tuple[str, dict[str, str], str, str]]:
    """Return everything in the body; blanks at its very end stand in it or behind it."""
    body = source.etree_element.find("body")
    found = [(each.tag, dict(each.attrib), each.text or "", each.tail or "") for each in body.iter() if isinstance(each.tag, str)]
    last = body[-1]
    return [
        (tag, attributes, text, tail.rstrip() if each in (body, last) else tail) for each, (tag, attributes, text, tail) in zip(body.iter(), found, strict=True)
    ]


def read_twice(page: str) -> tuple[Any, Any]:
    return weasyprint.HTML(string=page), pdf_page.read(page, weasyprint.HTML(string="<p>"))


def test_a_page_reads_as_weasyprint_reads_it(kind: str, deal: Callable[..., Any], drafted: Callable[[Any], Drafted]) -> None:
    slow, fast = read_twice(html.page(drafted(deal(kind)).agreement, draft=True, paper=True))

    assert nodes(fast) == nodes(slow)


@pytest.mark.parametrize(
    "typed", ["&amp; &#0; <!-- x --> ]]> </p><p>", "a\r\nb\rc", "  two   spaces\u00a0x\n\n y\t", "a\x0bb\x1bc\x7fd\x85e\ufffe", "\U0001f600 é שלום"]
)
def test_what_people_type_reads_so_too(agreement: Agreement, typed: str) -> None:
    slow, fast = read_twice(html.page(replace(agreement, title=typed), paper=True))

    assert nodes(fast) == nodes(slow)


def test_a_sign_that_ends_texts_elsewhere_ends_nothing(agreement: Agreement) -> None:
    _, fast = read_twice(html.page(replace(agreement, title="before\x00after"), paper=True))

    assert "beforeafter" in [text for _, _, text, _ in nodes(fast)]


def streams(content: bytes) -> list[tuple[object, bytes]]:
    with pikepdf.open(io.BytesIO(content)) as read:
        return [(each.get("/Type"), each.read_bytes()) for each in read.objects if isinstance(each, pikepdf.Stream)]


def test_a_packed_file_holds_the_same_streams_and_objects(agreement: Agreement, monkeypatch: pytest.MonkeyPatch) -> None:
    packed = pdf.render(agreement)
    monkeypatch.setattr(pdf_objects, "pack", lambda _: None)
    plain = pdf.render(agreement)

    # the stream of objects and the table of places differ in how they are deflated, and so in length, only
    skipped = ("/ObjStm", "/XRef")
    assert [each for each in streams(packed) if each[0] not in skipped] == [each for each in streams(plain) if each[0] not in skipped]
    with pikepdf.open(io.BytesIO(packed)) as one, pikepdf.open(io.BytesIO(plain)) as other:
        assert len(one.objects) == len(other.objects)
        assert one.trailer.ID[0] == other.trailer.ID[0]


def test_each_object_is_written_once(agreement: Agreement, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[int] = []
    whole = pydyf.Dictionary.data.fget
    monkeypatch.setattr(pydyf.Dictionary, "data", property(lambda self: written.append(self.number) or whole(self)))
    pdf.render(agreement)
    numbers = [number for number in written if number is not None]

    assert len(numbers) > 100
    assert len(numbers) - len(set(numbers)) <= 1  # the title and its like, which pydyf adds last of all
