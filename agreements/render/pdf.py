"""Write an agreement as PDF: PDF/A-3a with the PDF/UA-1 claim, and the agreement's own data attached as its source."""

from __future__ import annotations

import atexit
import gc
import io
import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from xml.sax.saxutils import escape

import pikepdf
from font_source_sans_pro import font_directory as sans
from font_source_serif_pro import font_directory as serif

from agreements.agreement import Agreement, to_json
from agreements.errors import AgreementError, Fault
from agreements.render import html

if TYPE_CHECKING:
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

_FACES = (
    ("Source Serif Pro", serif, "SourceSerifPro-Regular.ttf", 400),
    ("Source Serif Pro", serif, "SourceSerifPro-Semibold.ttf", 600),
    ("Source Sans Pro", sans, "SourceSansPro-Regular.ttf", 400),
    ("Source Sans Pro", sans, "SourceSansPro-Semibold.ttf", 600),
)
_PANGO = "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"

_UA = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema><pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of the PDF/UA standard</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag>
</pdfaExtension:schemas></rdf:Description></rdf:RDF>"""


def render(agreement: Agreement, *, draft: bool = False) -> bytes:
    """Return the agreement as PDF; the same agreement gives the same bytes.

    Raises :class:`AgreementError` when the Pango library is missing.
    """
    weasyprint = _weasyprint()
    data = to_json(agreement)
    moment = datetime.fromisoformat(agreement.date or "2000-01-01").replace(tzinfo=UTC)
    attachment = weasyprint.Attachment(
        string=data, name="agreement.json", description=agreement.kind_title, created=moment, modified=moment, relationship="Source"
    )
    fonts, sheet = _fonts(), _sheet(html.stylesheet())
    written = weasyprint.HTML(string=html.page(agreement, draft=draft, paper=True), url_fetcher=_fetcher(), media_type="print").write_pdf(
        stylesheets=[sheet, _margins(agreement, draft=draft)], font_config=fonts, pdf_variant="pdf/a-3a", attachments=[attachment],
        pdf_identifier=sha256(data).digest()[:16], custom_metadata=True,
    )  # fmt: skip
    return _claim_accessibility(written)


def print_page(page: str) -> bytes:
    """Return any page that carries its own style as accessible PDF (PDF/UA-1); the same page gives the same bytes.

    Raises :class:`AgreementError` when the Pango library is missing.
    """
    weasyprint = _weasyprint()
    written: bytes = weasyprint.HTML(string=page, url_fetcher=_fetcher(), media_type="print").write_pdf(
        stylesheets=[_sheet("")], font_config=_fonts(), pdf_variant="pdf/ua-1", pdf_identifier=sha256(page.encode()).digest()[:16]
    )
    return written


def _weasyprint() -> Any:
    """Import when a PDF is wanted: everything else works without Pango."""
    try:
        import weasyprint  # noqa: PLC0415
    except OSError as error:
        raise AgreementError([Fault("", "PDF needs the Pango library, which this machine lacks.", f"Install it: {_PANGO}")]) from error
    return weasyprint


@cache
def _fetcher() -> Callable[..., Any]:
    """Serve the fonts of the font packages and the mark of a draft; nothing from the network."""
    fetcher: Callable[..., Any] = _weasyprint().urls.URLFetcher(allowed_protocols=["file", "data"])
    return fetcher


@cache
def _fonts() -> FontConfiguration:
    _weasyprint()
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    atexit.register(_forget_fonts)
    gc.freeze()  # the library stays for good: without it each collection during layout is a tenth of the time
    return FontConfiguration()


def _forget_fonts() -> None:
    """Let go of fonts while their library can still be called."""
    _sheet.cache_clear()
    _fonts.cache_clear()


@cache
def _sheet(style: str) -> CSS:
    """Return a style sheet together with the fonts of the font packages."""
    faces = [
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; src: url("{Path(folder, name).as_uri()}"); }}'
        for family, folder, name, weight in _FACES
    ]
    sheet: CSS = _weasyprint().CSS(string="\n".join([*faces, style]), font_config=_fonts(), url_fetcher=_fetcher())
    return sheet


_LABEL = 'font: 8.5pt "Source Sans Pro"; color: #5a6375;'


def _margins(agreement: Agreement, *, draft: bool) -> CSS:
    """Return what depends on the agreement: the words of the page number and the mark of a draft."""
    parts = [_counter(each) for each in re.split(r"(\{pages?\})", agreement.words.page) if each]
    mark = f"background: {_stamp(agreement.words.draft)} no-repeat center;" if draft else ""
    note = f"@bottom-left {{ content: {_quoted(agreement.words.draft)}; {_LABEL} }}" if draft else ""
    sheet: CSS = _weasyprint().CSS(
        string=f"@page {{ {mark} @bottom-right {{ content: {' '.join(parts)}; {_LABEL} }} {note} }}", font_config=_fonts(), url_fetcher=_fetcher()
    )
    return sheet


def _stamp(word: str) -> str:
    """Return a picture of *word* across the page, light enough to read through."""
    text = f'<text x="300" y="420" transform="rotate(-50 300 420)" text-anchor="middle" font-family="Source Sans Pro" font-weight="600" font-size="130" fill="#f3f0e8">{escape(word)}</text>'
    picture = f'<svg xmlns="http://www.w3.org/2000/svg" width="600" height="840" viewBox="0 0 600 840">{text}</svg>'
    return f'url("data:image/svg+xml,{quote(picture)}")'


def _counter(part: str) -> str:
    return {"{page}": "counter(page)", "{pages}": "counter(pages)"}.get(part) or _quoted(part)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _claim_accessibility(written: bytes) -> bytes:
    """Add the PDF/UA-1 claim, with its schema, to the metadata: WeasyPrint makes one claim per file."""
    with pikepdf.open(io.BytesIO(written)) as pdf:
        metadata = pdf.Root.Metadata.read_bytes().replace(b"</rdf:RDF>", _UA, 1)
        pdf.Root.Metadata = pikepdf.Stream(pdf, metadata, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)
        made = io.BytesIO()
        pdf.save(made, deterministic_id=True)
    return made.getvalue()
