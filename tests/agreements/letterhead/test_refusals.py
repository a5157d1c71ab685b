"""What a letterhead may not bring along: programs, objects, links to outside, fields that fetch, odd pictures, and too much of anything."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import pytest
from letterheads import R, card, faults, paragraph, word
from PIL import Image

from agreements.letterhead.pictures import MOST_PIXELS, Picture, picture

FIELD = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
CODE = "<w:r><w:instrText>{}</w:instrText></w:r>"


def relation(kind: str, target: str, *, external: bool = False) -> str:
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="rIdX" Type="{R}/{kind}" Target="{target}"{mode}/>'


OUTSIDE = ("image", "hyperlink", "attachedTemplate", "oleObject", "subDocument", "frame", "aFChunk", "footer", "anything")


@pytest.mark.parametrize("kind", OUTSIDE)
def test_nothing_may_point_to_outside(kind: str) -> None:
    told = faults(word(relations=relation(kind, "https://evil.example/x", external=True)))
    assert any("https://evil.example/x" in fault for fault in told)


INSIDE = ("oleObject", "package", "chart", "diagramData", "control", "aFChunk", "vbaProject", "subDocument", "unheardOf")


@pytest.mark.parametrize("kind", INSIDE)
def test_no_part_of_another_kind_may_be_inside(kind: str) -> None:
    assert faults(word(relations=relation(kind, "embeddings/x.bin"), parts={"word/embeddings/x.bin": b"x"})) != []


@pytest.mark.parametrize(
    ("element", "fault"),
    [
        ('<w:altChunk r:id="x"/>', "Another document is put in here"),
        ("<w:p><w:r><w:object/></w:r></w:p>", "An object of another program"),
        ("<w:p><w:ins w:id='1' w:author='x'><w:r><w:t>new</w:t></w:r></w:ins></w:p>", "There are tracked changes"),
        ("<w:p><w:del w:id='1' w:author='x'><w:r><w:delText>old</w:delText></w:r></w:del></w:p>", "There are tracked changes"),
        ('<w:p><w:r><w:commentReference w:id="1"/></w:r></w:p>', "A comment stands here"),
        ('<w:p><w:r><w:pict xmlns:v="urn:v"><v:imagedata src="https://evil.example/a.png"/></w:pict></w:r></w:p>', "fetched from outside"),
        ("<w:p><w:r><w:instrText>{{ title }}</w:instrText></w:r></w:p>", "may not stand"),
        ('<w:p><w:r><w:drawing><x descr="{{ title }}"/></w:drawing></w:r></w:p>', "alternative text"),
        ('<w:p><m:t xmlns:m="urn:m">{{ title }}</m:t></w:p>', "in an equation"),
    ],
)
def test_what_may_not_stand_in_the_text_is_told_with_its_paragraph(element: str, fault: str) -> None:
    assert any(fault in each and each.startswith("body") for each in faults(word(element)))


FETCHING = ("INCLUDETEXT", "INCLUDEPICTURE", "DDEAUTO", "LINK", "IMPORT", "DATABASE", "MACROBUTTON", "MERGEFIELD", "DATE", "HYPERLINK", "IF", "QUOTE", "TOC")


@pytest.mark.parametrize("name", FETCHING)
def test_only_fields_of_the_page_may_be_there(name: str) -> None:
    whole = FIELD.format(CODE.format(f" {name} x "))
    cut = FIELD.format(CODE.format(f" {name[:2]}") + CODE.format(f"{name[2:].lower()} x"))
    simple = f'<w:p><w:fldSimple w:instr=" {name} x"/></w:p>'

    assert [len(faults(word(each))) for each in (whole, cut, simple)] == [1, 1, 1]


def test_a_field_within_a_field_is_found() -> None:
    inner = FIELD.format(CODE.format("INCLUDETEXT x")).removeprefix("<w:p>").removesuffix("</w:p>")
    told = faults(word(FIELD.format(CODE.format(" PAGE ") + inner)))
    assert len(told) == 1
    assert "INCLUDETEXT" in told[0]


@pytest.mark.parametrize("code", [" PAGE ", "NUMPAGES", " page \\* ARABIC ", "SECTIONPAGES", "STYLEREF x"])
def test_page_numbers_may_be_words_own(code: str) -> None:
    assert faults(word(FIELD.format(CODE.format(code)))) == []


def png(width: int = 4, height: int = 4) -> bytes:
    written = BytesIO()
    Image.new("RGB", (width, height), "#0b5d66").save(written, "PNG")
    return written.getvalue()


def bomb() -> bytes:
    """Return a PNG that says it has more points than may be unpacked."""
    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + head + struct.pack(">I", zlib.crc32(b"IHDR" + head)) + b"\0" * 20


PICTURES = {
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "SVG, which can carry scripts"),
    "svg with a declaration": (b'<?xml version="1.0"?><svg/>', "SVG"),
    "emf": (b"\x01\x00\x00\x00" + b"x" * 60, "EMF"),
    "wmf": (b"\xd7\xcd\xc6\x9a" + b"x" * 60, "WMF"),
    "gif": (b"GIF89a" + b"x" * 60, "GIF"),
    "text": (b"hello", "of an unknown kind"),
    "half": (png()[:40], "damaged"),
    "empty jpeg": (b"\xff\xd8\xff\xd9", "damaged"),
    "bomb": (bomb(), "more than 12 million"),
}


@pytest.mark.parametrize("name", PICTURES)
def test_only_whole_png_and_jpeg_come_in(name: str) -> None:
    content, fault = PICTURES[name]
    told = faults(word(relations=relation("image", "media/a.png"), parts={"word/media/a.png": content}))
    assert [fault in each and "a.png" in each for each in told] == [True]


def test_a_picture_is_known_by_what_it_is_and_not_by_its_name() -> None:
    jpeg = BytesIO()
    Image.new("L", (3, 2)).save(jpeg, "JPEG")
    found = picture(jpeg.getvalue(), "logo.png")
    assert isinstance(found, Picture)
    assert (found.kind, found.width, found.height) == ("jpeg", 3, 2)
    assert MOST_PIXELS >= 4000 * 3000


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no zip",
        b"%PDF-1.7",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        word()[:-100],
        word(types='<Override PartName="/word/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/>'),
        word().replace(b"word/document.xml", b"word/documenx.xml"),
        word(parts={"word/document.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><w:document/>'}),
        word(parts={"word/document.xml": b"<document/>"}),
        word(parts={"word/big.xml": b"0" * 30_000_000}),
    ],
)
def test_what_is_no_harmless_word_file_is_refused(content: bytes) -> None:
    assert len(faults(content)) == 1


TOO_MUCH = {
    "placeholders": paragraph("{{ title }} " * 2500),
    "paragraphs": "".join(paragraph(f"{number:x}") for number in range(5000)),
    "braces": paragraph("{" * 90_000),
    "depth": "<w:sdt><w:sdtContent>" * 300 + "</w:sdtContent></w:sdt>" * 300,
}


@pytest.mark.parametrize("what", TOO_MUCH)
def test_too_much_of_anything_is_refused(what: str) -> None:
    assert len(faults(word(TOO_MUCH[what]))) == 1


@pytest.mark.parametrize("value", ["abc", "1.5cm", "99999999999999", ""])
def test_odd_numbers_in_styles_and_lists_are_told(value: str) -> None:
    styles = f'<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="paragraph" w:styleId="a"><w:name w:val="Clause 1"/><w:pPr><w:ind w:left="{value}"/></w:pPr></w:style></w:styles>'
    told = faults(word(relations=relation("styles", "styles.xml"), parts={"word/styles.xml": styles}))
    assert any("numbers that are none" in fault for fault in told)


def test_the_card_refuses_markup_as_typed() -> None:
    assert faults(word(card(name="A & B <Ltd> {% raw %}"))) != []
    assert faults(word(card(name="A & B <Ltd>"))) == []
