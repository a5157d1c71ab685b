"""Files that want to do harm, or that somebody gives by mistake; each is built by code, because no repository should hold such files."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Iterator
from functools import cache

_TYPES = "application/vnd.openxmlformats-officedocument"
_WORD = f"{_TYPES}.wordprocessingml.document.main+xml"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_BODY = f'<w:document xmlns:w="{_W}"><w:body><w:p><w:r><w:t>Fees</w:t></w:r></w:p></w:body></w:document>'
GIGABYTE = 1_000_000_000


def package(document: bytes | str = _BODY, *, main: str = _WORD, extra: dict[str, bytes] | None = None, target: str = "word/document.xml") -> bytes:
    """Return a small Word file, or one of another Office program."""
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/{target}" ContentType="{main}"/></Types>'
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    relations = f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" Type="{kind}" Target="{target}"/></Relationships>'
    return archive({"[Content_Types].xml": types, "_rels/.rels": relations, target: document, **(extra or {})})


def loose(content: bytes) -> bytes:
    """The same archive without packing, so that its parts are read and not refused for how tight they are packed."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return archive({name: packed.read(name) for name in packed.namelist()}, zipfile.ZIP_STORED)


def archive(parts: dict[str, bytes | str] | dict[str, bytes], way: int = zipfile.ZIP_DEFLATED) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", way) as made:
        for name, part in parts.items():
            made.writestr(name, part)
    return content.getvalue()


@cache
def swollen() -> bytes:
    """A Word file with a part of 1 GB of zeros."""
    content = io.BytesIO(package())
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as made, made.open("word/media/image1.bmp", "w", force_zip64=True) as part:
        for _ in range(GIGABYTE // 1_000_000):
            part.write(b"\x00" * 1_000_000)
    return content.getvalue()


def lying(content: bytes, size: int = 1000) -> bytes:
    """The same archive with a directory that says that every part is small."""
    made = bytearray(content)
    for at in _all(content, b"PK\x01\x02"):
        made[at + 24 : at + 28] = struct.pack("<I", size)
    return bytes(made)


def _all(content: bytes, mark: bytes) -> Iterator[int]:
    at = content.find(mark)
    while at >= 0:
        yield at
        at = content.find(mark, at + 1)


def locked_zip() -> bytes:
    content = bytearray(package())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        for at in _all(bytes(content), mark):
            content[at + place] |= 1
    return bytes(content)


def twice() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as made:
        with zipfile.ZipFile(io.BytesIO(package())) as good:
            for name in good.namelist():
                made.writestr(name, good.read(name))
        made.writestr("Word/Document.xml", _BODY)
    return content.getvalue()


def named(name: str) -> bytes:
    return package(extra={name: b"x"})


def laughing() -> str:
    entities = '<!ENTITY a "ha">' + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(10))
    return f'<!DOCTYPE w [{entities}]><w:document xmlns:w="{_W}"><w:body><w:p><w:r><w:t>&k;</w:t></w:r></w:p></w:body></w:document>'


def outside() -> str:
    return f'<!DOCTYPE w SYSTEM "http://127.0.0.1:9/x.dtd"><w:document xmlns:w="{_W}"><w:body/></w:document>'


def in_utf_16(text: str) -> bytes:
    return b"\xff\xfe" + text.encode("utf-16-le")


def in_utf_7(text: str) -> bytes:
    return b'<?xml version="1.0" encoding="UTF-7"?>' + text.replace("<", "+ADw-").encode()


def paragraphs(count: int) -> str:
    return f'<w:document xmlns:w="{_W}"><w:body>{"<w:p/>" * count}</w:body></w:document>'


def attributes(count: int) -> str:
    return f'<w:document xmlns:w="{_W}"><w:body><w:p {" ".join(f"a{n}={chr(34)}{chr(34)}" for n in range(count))}/></w:body></w:document>'


def nested(depth: int) -> str:
    return f'<w:document xmlns:w="{_W}"><w:body>{"<w:sdt><w:sdtContent>" * depth}<w:p/>{"</w:sdtContent></w:sdt>" * depth}</w:body></w:document>'


def tables(depth: int) -> str:
    return f'<w:document xmlns:w="{_W}"><w:body>{"<w:tbl><w:tr><w:tc>" * depth}<w:p/>{"</w:tc></w:tr></w:tbl>" * depth}</w:body></w:document>'


def ole(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + stream.encode("utf-16-le") + b"\x00" * 600


def carrying(json: bytes | str, *, fingerprint: str = "0" * 64) -> bytes:
    """A Word file that says it carries an agreement."""
    text = (json if isinstance(json, str) else json.decode()).replace("&", "&amp;").replace("<", "&lt;")
    part = f'<agreement xmlns="urn:pactwright:agreement" fingerprint="{fingerprint}" draft="false">{text}</agreement>'
    return package(extra={"customXml/item1.xml": part.encode()})


def two_agreements() -> bytes:
    part = b'<agreement xmlns="urn:pactwright:agreement">{}</agreement>'
    return package(extra={"customXml/item1.xml": part, "customXml/item2.xml": part})


_SHEET, _SLIDES = f"{_TYPES}.spreadsheetml.sheet.main+xml", f"{_TYPES}.presentationml.presentation.main+xml"
_MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"

WORD: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "the file is empty"),
    "zip of nothing": (lambda: archive({}), "is not"),
    "1 GB of zeros": (swollen, "unpacks to more than"),
    "1 GB of zeros, lying": (lambda: lying(swollen()), "damaged"),
    "60 parts of 23 MB": (lambda: package(extra={f"a{n}": b"\x00" * 2_000_000 for n in range(60)}), "unpacks to more than"),
    "100,000 parts": (lambda: archive({f"p{n}": "" for n in range(100_000)}), "more than 2,000 parts"),
    "a part of random size": (lambda: lying(package(), 7), "damaged"),
    "locked zip": (locked_zip, "locked with a password"),
    "two parts of one name": (twice, "stands in it twice"),
    "name that climbs": (lambda: named("../../etc/passwd"), "leads out of the file"),
    "absolute name": (lambda: named("/etc/passwd"), "leads out of the file"),
    "name of a drive": (lambda: named("C:\\x"), "leads out of the file"),
    "zip in zip": (lambda: archive({"inner.docx": package()}), "no Word file"),
    "entity bomb": (lambda: package(laughing()), "document type"),
    "entity bomb in UTF-16": (lambda: package(in_utf_16(laughing())), "document type"),
    "entity bomb in UTF-7": (lambda: package(in_utf_7(laughing())), "damaged"),
    "document type from outside": (lambda: package(outside()), "document type"),
    "a million paragraphs": (lambda: loose(package(paragraphs(1_000_000))), "too many elements"),
    "300,000 attributes": (lambda: package(attributes(300_000)), "too many elements"),
    "100,000 levels": (lambda: loose(package(nested(100_000))), "nested too deep"),
    "100 tables in each other": (lambda: package(tables(100)), "nested too deep"),
    "text of 20 MB": (lambda: package(_BODY.replace("Fees", "x" * 20_000_000)), "unpacks to more than"),
    "no XML": (lambda: package("<w:document"), "damaged"),
    "other XML": (lambda: package("<html/>"), "no Word text"),
    "strict": (lambda: package(_BODY.replace(_W, "http://purl.oclc.org/ooxml/wordprocessingml/main")), "Strict"),
    "macros": (lambda: package(main=_MACRO), "carries macros"),
    "macros in hiding": (lambda: package(extra={"word/vbaProject.bin": b"x"}), "carries macros"),
    "workbook": (lambda: package(main=_SHEET, target="xl/workbook.xml"), "an Excel workbook"),
    "slides": (lambda: package(main=_SLIDES, target="ppt/presentation.xml"), "a PowerPoint presentation"),
    "OpenDocument": (lambda: archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}), "OpenDocument"),
    "no main part": (lambda: package(target="word/../../x.xml"), "leads out of the file"),
    "encrypted Word": (lambda: ole("EncryptedPackage"), "locked with a password"),
    "old Word": (lambda: ole("WordDocument"), "old kind (.doc)"),
    "old Excel": (lambda: ole("Workbook"), "old kind (.xls)"),
    "HTML": (lambda: b"<!DOCTYPE html><html><body>Fees</body></html>", "a page in HTML"),
    "RTF": (lambda: rb"{\rtf1 Fees}", "Rich Text Format"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n" + b"\x00" * 99, "a picture (PNG)"),
    "program": (lambda: b"MZ" + b"\x00" * 99, "a program"),
    "too large": (lambda: b"PK\x03\x04" + b"\x00" * 20_000_001, "larger than 20 MB"),
    "cut off": (lambda: package()[:-30], "damaged"),
    "two agreements": (two_agreements, "two agreements"),
    "agreement that is no JSON": (lambda: carrying("[1, 2"), "not the JSON of an agreement"),
    "agreement nested 100,000 deep": (lambda: loose(carrying("[" * 100_000 + "]" * 100_000)), "not the JSON of an agreement"),
    "agreement of 5 MB": (lambda: loose(carrying('"' + "x y" * 1_700_000 + '"')), "larger than 4 MB"),
}  # fmt: skip
