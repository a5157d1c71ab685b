"""PDFs that want to do harm, or that somebody gives by mistake; each is built by code."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from functools import cache

import pikepdf

GIGABYTE = 1_000_000_000


def pdf(change: Callable[[pikepdf.Pdf], None] = lambda _: None, **saving: object) -> bytes:
    with pikepdf.new() as made:
        made.add_blank_page(page_size=(595, 842))
        change(made)
        content = io.BytesIO()
        made.save(content, deterministic_id="encryption" not in saving, **saving)  # type: ignore[arg-type]
    return content.getvalue()


def attached(content: bytes, name: str = "agreement.json") -> bytes:
    def change(made: pikepdf.Pdf) -> None:
        made.attachments[name] = pikepdf.AttachedFileSpec(made, content, filename=name)

    return pdf(change)


@cache
def zeros(size: int = GIGABYTE) -> bytes:
    packer = zlib.compressobj(9)
    step = 10_000_000
    return b"".join([*(packer.compress(b"\x00" * step) for _ in range(size // step)), packer.flush()])


def raw_pdf(*objects: bytes) -> bytes:
    """A PDF written by hand: its first object is the catalogue."""
    made, places = bytearray(b"%PDF-1.7\n"), []
    for number, one in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n" % number + one + b"\nendobj\n"
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(made + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))


_PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"
_CATALOGUE, _PAGES = b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"


def stream(content: bytes, entries: bytes = b"/Filter /FlateDecode") -> bytes:
    return b"<< /Length %d %s >>\nstream\n" % (len(content), entries) + content + b"\nendstream"


def swollen_attachment() -> bytes:
    names = b"<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [(agreement.json) 4 0 R] >> >> >>"
    spec = b"<< /Type /Filespec /F (agreement.json) /UF (agreement.json) /EF << /F 5 0 R >> >>"
    return raw_pdf(names, _PAGES, _PAGE, spec, stream(zeros(), b"/Type /EmbeddedFile /Filter /FlateDecode"))


def swollen_objects() -> bytes:
    """A PDF whose objects lie in a stream that unpacks to 1 GB."""
    made = bytearray(b"%PDF-1.7\n")
    objects = len(made)
    packed = zeros()
    made += b"1 0 obj\n" + stream(packed, b"/Type /ObjStm /N 2 /First 100 /Filter /FlateDecode") + b"\nendobj\n"
    rows = b"".join(struct.pack(">BIB", *row) for row in ((0, 0, 0), (1, objects, 0), (2, 1, 0), (2, 1, 1)))
    start = len(made)
    made += b"4 0 obj\n" + stream(rows, b"/Type /XRef /Size 4 /W [1 4 1] /Root 2 0 R") + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % start
    return bytes(made)


def round_pages() -> bytes:
    return raw_pdf(_CATALOGUE, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 1 >>")


def round_outlines() -> bytes:
    catalogue = b"<< /Type /Catalog /Pages 2 0 R /Outlines 4 0 R >>"
    return raw_pdf(catalogue, _PAGES, _PAGE, b"<< /First 5 0 R /Last 5 0 R >>", b"<< /Title (x) /Parent 4 0 R /Next 5 0 R /First 5 0 R >>")


def doubling_pages(depth: int = 30) -> bytes:
    """A page tree in which each level has the one below it twice: 2 to the power of *depth* pages."""
    levels = [b"<< /Type /Pages /Kids [%d 0 R %d 0 R] /Count %d >>" % (n + 1, n + 1, 2 ** (depth - n + 2)) for n in range(2, depth + 2)]
    return raw_pdf(_CATALOGUE, *levels, _PAGE)


def nested_pdf(depth: int = 200_000) -> bytes:
    return raw_pdf(_CATALOGUE, _PAGES, _PAGE, b"[" * depth + b"]" * depth)


def scripted(action: str = "/JavaScript") -> bytes:
    def change(made: pikepdf.Pdf) -> None:
        made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name(action), JS=pikepdf.String("app.alert(1)"), F=pikepdf.String("cmd.exe"))
        made.attachments["agreement.json"] = pikepdf.AttachedFileSpec(made, b"{}", filename="agreement.json")

    return pdf(change)


def many_pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % (n + 3) for n in range(count))
    return raw_pdf(_CATALOGUE, b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count), *[_PAGE] * count)


def locked_pdf(password: str) -> bytes:
    return pdf(encryption=pikepdf.Encryption(owner="owner", user=password))


PDF: dict[str, tuple[Callable[[], bytes], str]] = {
    "attachment of 1 GB": (swollen_attachment, "unpacks to more than"),
    "objects of 1 GB": (swollen_objects, "more than an agreement|damaged"),
    "pages that go round": (round_pages, "damaged|no agreement"),
    "outlines that go round": (round_outlines, "carries no agreement"),
    "2 to the power of 30 pages": (doubling_pages, "damaged|unpacks|more pages"),
    "nested 200,000 deep": (nested_pdf, "damaged|unpacks|no agreement"),
    "100,000 pages": (lambda: many_pages(100_000), "more pages|unpacks"),
    "locked PDF": (lambda: locked_pdf("secret"), "locked with a password"),
    "restricted PDF": (lambda: locked_pdf(""), "locked with a password or restricted"),
    "cut off PDF": (lambda: attached(b"{}")[:-200], "damaged"),
    "a PDF without pages": (lambda: raw_pdf(_CATALOGUE, b"<< /Type /Pages /Kids [] /Count 0 >>"), "damaged"),
    "only its head": (lambda: b"%PDF-1.7\n", "damaged"),
    "no agreement": (pdf, "carries no agreement"),
    "another attachment": (lambda: attached(b"{}", "invoice.xml"), "carries no agreement"),
    "wrong JSON": (lambda: attached(b"{}"), "not the JSON of an agreement"),
    "JSON nested 100,000 deep": (lambda: attached(b"[" * 100_000 + b"]" * 100_000), "not the JSON of an agreement"),
    "JSON in another encoding": (lambda: attached(b"\xff\xfe{\x00}\x00"), "not the JSON of an agreement"),
    "script": (scripted, "not the JSON of an agreement"),
}  # fmt: skip
