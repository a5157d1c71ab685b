"""Write an agreement as PDF: PDF/A-3a and PDF/UA-1 at once, with the agreement's own data attached as its source."""

from __future__ import annotations

import atexit
import gc
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from xml.sax.saxutils import escape

from agreements.agreement import Agreement, to_json
from agreements.errors import AgreementError, Fault
from agreements.letterhead.head import HEAD, Head, head_of
from agreements.letterhead.letterhead import Letterhead
from agreements.render import html, pdf_fonts, pdf_objects, pdf_page, pdf_structure
from agreements.render.imprint import imprint

if TYPE_CHECKING:
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

_PANGO = "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


def render(agreement: Agreement, *, draft: bool = False, letterhead: Letterhead | None = None, head: Head | None = None) -> bytes:
    """Return the agreement as PDF, with the head and the colour of a *letterhead* if one is given, or of the *head* of one; the same agreement gives the same bytes.

    Raises :class:`AgreementError` when the Pango library is missing.
    """
    data = to_json(agreement)
    head = head_of(letterhead) if letterhead else head
    page = pdf_fonts.printable(html.page(agreement, draft=draft, paper=True, head=head))
    fonts = _fonts(pdf_fonts.missing(page))
    margins = fonts.sheet(margins_of(agreement, sha256(data).hexdigest(), draft=draft) + html.head_style(head))
    moment = datetime.fromisoformat(agreement.date or "2000-01-01").replace(tzinfo=UTC)
    attached = [("agreement.json", data, agreement.kind_title, "Source"), *([(HEAD, head.to_json(), head.name, "Supplement")] if head else [])]
    attachments = [
        _weasyprint().Attachment(string=content, name=name, description=words, created=moment, modified=moment, relationship=relationship)
        for name, content, words, relationship in attached
    ]
    names = names_of(agreement)

    def finish(_document: Any, pdf: Any) -> None:
        pdf_structure.claim_accessibility(pdf)
        pdf_structure.name_links(pdf, names)
        pdf_structure.order_structure(pdf)
        pdf_objects.pack(pdf)

    source = pdf_page.read(page, _source("<p>"))
    written: bytes = laid_out(source, fonts, html.stylesheet(), margins).write_pdf(
        pdf_variant="pdf/a-3a", attachments=attachments, pdf_identifier=sha256(data).digest()[:16], custom_metadata=True, finisher=finish
    )
    return written


def print_page(page: str) -> bytes:
    """Return any page that carries its own style as accessible PDF (PDF/UA-1); the same page gives the same bytes.

    Raises :class:`AgreementError` when the Pango library is missing.
    """

    def finish(_document: Any, pdf: Any) -> None:
        pdf_structure.order_structure(pdf)
        pdf_objects.pack(pdf)

    page = pdf_fonts.printable(page)
    fonts = _fonts(pdf_fonts.missing(page))
    written: bytes = laid_out(_source(page), fonts, "").write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=sha256(page.encode()).digest()[:16], finisher=finish)
    return written


@dataclass(frozen=True)
class Fonts:
    """The fonts for one set of characters: their configuration, and style sheets that know them."""

    configuration: FontConfiguration
    faces: str

    def sheet(self, style: str) -> CSS:
        """Return *style* as a sheet that is set in these fonts."""
        sheet: CSS = _weasyprint().CSS(string=style, font_config=self.configuration, url_fetcher=_fetcher())
        return sheet


def _source(page: str) -> Any:
    """Return *page* as WeasyPrint reads it."""
    return _weasyprint().HTML(string=page, url_fetcher=_fetcher(), media_type="print")


def laid_out(source: Any, fonts: Fonts, style: str, *more: CSS) -> Any:
    """Return the page that *source* is set on paper: WeasyPrint's document, with its pages, ready to be written."""
    return source.render(stylesheets=[_sheet(fonts, style), *more], font_config=fonts.configuration)


def margins_of(agreement: Agreement, fingerprint: str, *, draft: bool) -> str:
    """Return as style what stands in the margins and depends on the agreement: its imprint, the page number, the mark of a draft."""
    words = agreement.words
    number = " ".join(_counter(each) for each in re.split(r"(\{pages?\})", words.page) if each)
    foot = f"@bottom-left {{ content: {_quoted(imprint(agreement.reference, fingerprint))}; {_LABEL} }} @bottom-right {{ content: {number}; {_LABEL} }}"
    if draft:
        foot += f" @bottom-center {{ content: {_quoted(words.draft)}; {_LABEL} {_WARNING} }} background: {_stamp(words.draft)} no-repeat center;"
    return f"@page {{ {foot} }}"


def names_of(agreement: Agreement) -> dict[str, str]:
    """Return for each place that a link may lead to what stands there: "Clause 9 …" without the word, "Annex 2 …", "4.1"."""
    places = {html.anchor(each.id): " ".join(filter(None, (each.label, each.heading))) or agreement.kind_title for each in agreement.provisions()}
    return places | {html.anchor(annex.id): f"{annex.label} {annex.title}" for annex in agreement.annexes}


_LABEL = 'font: 8.5pt "Source Sans Pro"; color: #5a6375; white-space: nowrap;'
_WARNING = "font-weight: 600; color: #8a5200;"


def _stamp(word: str) -> str:
    """Return a picture of *word* across the page, light enough to read through."""
    text = f'<text x="300" y="420" transform="rotate(-50 300 420)" text-anchor="middle" font-family="Source Sans Pro" font-weight="600" font-size="130" fill="#f3f0e8">{escape(word)}</text>'
    picture = f'<svg xmlns="http://www.w3.org/2000/svg" width="600" height="840" viewBox="0 0 600 840">{text}</svg>'
    return f'url("data:image/svg+xml,{quote(picture)}")'


def _counter(part: str) -> str:
    return {"{page}": "counter(page)", "{pages}": "counter(pages)"}.get(part) or _quoted(part)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


# WeasyPrint and its fonts ------------------------------------------------------------------------------------------------


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


@lru_cache(maxsize=4)
def _fonts(lacking: str) -> Fonts:
    """Return the fonts of the packages, and one for the characters that they are *lacking*: nearly always none."""
    _weasyprint()
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    with pdf_fonts.no_fonts_of_the_machine():
        configuration = FontConfiguration()
    if not lacking:
        atexit.register(_forget_fonts)
        gc.freeze()  # the library stays for good: without it each collection during layout is a tenth of the time
    return Fonts(configuration, pdf_fonts.faces(lacking))


def _forget_fonts() -> None:
    """Let go of fonts while their library can still be called."""
    _sheet.cache_clear()
    _fonts.cache_clear()


@lru_cache(maxsize=8)
def _sheet(fonts: Fonts, style: str) -> CSS:
    """Return a style sheet together with the faces of *fonts*."""
    return fonts.sheet(f"{fonts.faces}\n{style}")
