"""Make the sample letterhead that a hub opens in Word and changes: all placeholders in use, on the styles of the house."""

from __future__ import annotations

import zipfile
from html import escape
from io import BytesIO

from lxml import etree
from PIL import Image, ImageDraw

from agreements.letterhead import drawing
from agreements.letterhead.card import Logo
from agreements.letterhead.fonts import FONTS, carry_fonts
from agreements.letterhead.packing import DOCUMENT, MEDIA, Parts
from agreements.letterhead.pictures import Picture
from agreements.letterhead.stories import W
from agreements.render.docx_template import Template, house_template

NAME = "Your Hub"
ADDRESS = ("Street 1", "12345 Town, Country", "www.your-hub.example")
ACCENT = "0B5D66"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_LOGO_SIDE, _LOGO_SIZE = 480, 540_000  # pixels, and 1.5 cm in the measure of Word's drawings
_LINE, _INK, _GREY = "C9C4B6", "1C2333", "5A6375"
_ROOT = f'xmlns:w="{W[1:-1]}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_HINTS = (
    ("Name", NAME, "The hub's name, as {{ name }} prints it."),
    ("Address", "\n".join(ADDRESS), "Up to eight lines, as {{ address }} prints them."),
    ("Logo", "", "A picture, PNG or JPEG, as large as it should be printed."),
    ("Colour", ACCENT, "Six hexadecimal digits. It takes the place of the green wherever that is used."),
)


def sample() -> bytes:
    """Return the sample letterhead as a Word file; always the same bytes."""
    house = house_template()
    width = house.width
    parts = Parts()
    for kind, relation in (("styles", "rId1"), ("numbering", "rId2"), ("settings", "rId3")):
        parts.add(f"word/{kind}.xml", _bare(house.parts[f"word/{kind}.xml"]), kind, relation)
    fonts = etree.fromstring(house.parts[FONTS])
    carry_fonts(fonts, {font.get(f"{W}name", "") for font in fonts}, parts)
    parts.add(FONTS, etree.tostring(fonts), "fontTable", "rId4")
    parts.add(f"{MEDIA}1.png", logo())
    parts.relate(DOCUMENT, "image", f"{MEDIA}1.png", "rId9")
    parts.add("word/header1.xml", _story("hdr", _running_header(width)), "header", "rId5")
    parts.add("word/header2.xml", _story("hdr", _first_header(width)), "header", "rId6")
    parts.add("word/footer1.xml", _story("ftr", _footer(width)), "footer", "rId7")
    parts.add("word/footer2.xml", _story("ftr", _footer(width)), "footer", "rId8")
    whole = parts.whole()
    whole[DOCUMENT] = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document {_ROOT}><w:body>{_body(house)}</w:body></w:document>'.encode()
    whole["docProps/core.xml"] = house.parts["docProps/core.xml"]
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name in sorted(whole):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, whole[name])
    return content.getvalue()


def _bare(xml: bytes) -> bytes:
    return etree.tostring(etree.fromstring(xml))


def _story(kind: str, inner: str) -> bytes:
    return f"<w:{kind} {_ROOT}>{inner}</w:{kind}>".encode()


def logo() -> bytes:
    """Return the mark of the sample: a hub with three places around it."""
    large = _LOGO_SIDE * 4
    picture = Image.new("RGB", (large, large), "white")
    pen = ImageDraw.Draw(picture)
    accent = f"#{ACCENT}"
    middle = (large // 2, large * 54 // 100)
    places = ((large // 2, large * 15 // 100), (large * 15 // 100, large * 77 // 100), (large * 85 // 100, large * 77 // 100))
    for place in places:
        pen.line((middle, place), fill=accent, width=large * 6 // 100)
    for place, share in ((middle, 19), *((place, 13) for place in places)):
        radius = large * share // 100
        pen.ellipse((place[0] - radius, place[1] - radius, place[0] + radius, place[1] + radius), fill=accent)
    radius = large * 8 // 100
    pen.ellipse((middle[0] - radius, middle[1] - radius, middle[0] + radius, middle[1] + radius), fill="white")
    written = BytesIO()
    picture.resize((_LOGO_SIDE, _LOGO_SIDE), Image.Resampling.LANCZOS).save(written, "PNG")
    return written.getvalue()


def _text(words: str, look: str = "") -> str:
    lines = '</w:t><w:br/><w:t xml:space="preserve">'.join(escape(line, quote=False) for line in words.split("\n"))
    return f'<w:r>{f"<w:rPr>{look}</w:rPr>" if look else ""}<w:t xml:space="preserve">{lines}</w:t></w:r>'


def _paragraph(style: str, words: str, properties: str = "", look: str = "") -> str:
    house = house_template()
    style_id = house.styles.get(style, style)
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id}"/>{properties}</w:pPr>{_text(words, look) if words else ""}</w:p>'


def _look(size: int, color: str, *, bold: bool = False) -> str:
    fonts = '<w:rFonts w:ascii="Source Sans Pro" w:hAnsi="Source Sans Pro" w:cs="Arial"/>'
    return f'{fonts}{"<w:b/><w:bCs/>" if bold else ""}<w:color w:val="{color}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


def _cell(width: int, inner: str, properties: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>{inner}</w:tc>'


def _table(widths: tuple[int, ...], rows: list[str], properties: str) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f'<w:tbl><w:tblPr>{properties}<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'


def _running_header(width: int) -> str:
    tabs = f'<w:tabs><w:tab w:val="clear" w:pos="8901"/><w:tab w:val="right" w:pos="{width}"/></w:tabs>'
    rule = f'<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="4" w:color="{ACCENT}"/></w:pBdr>'
    tab = "<w:r><w:tab/></w:r>"
    return f'<w:p><w:pPr><w:pStyle w:val="Header"/>{rule}{tabs}</w:pPr>{_text("{{ name }} · {{ kind }}")}{tab}{_text("{{ reference }}")}</w:p>'


def _first_header(width: int) -> str:
    """Return the head of the first page: logo and name at the left, the address at the right, a rule below."""
    widths = (1020, 4400, width - 5420)
    centre = '<w:vAlign w:val="center"/>'
    cells = [
        _cell(widths[0], _paragraph("Header", "{{ logo }}"), centre),
        _cell(widths[1], _paragraph("Header", "{{ name }}", look=_look(30, ACCENT, bold=True)), centre),
        _cell(widths[2], _paragraph("Header", "{{ address }}", '<w:jc w:val="right"/>'), centre),
    ]
    borders = f'<w:tblBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="{ACCENT}"/></w:tblBorders>'
    margins = '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:bottom w:w="113" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
    frame = f'<w:tblW w:w="{width}" w:type="dxa"/>{borders}'
    row = f"<w:tr>{''.join(cells)}</w:tr>"
    grid = _table(widths, [row], frame).replace('<w:tblLayout w:type="fixed"/>', f'<w:tblLayout w:type="fixed"/>{margins}', 1)
    return grid + _paragraph("Header", "")


def _footer(width: int) -> str:
    """Return the foot: by reference and fingerprint a sheet of paper is matched to its file."""
    tabs = f'<w:tabs><w:tab w:val="clear" w:pos="8901"/><w:tab w:val="center" w:pos="{width // 2}"/><w:tab w:val="right" w:pos="{width}"/></w:tabs>'
    tab = "<w:r><w:tab/></w:r>"
    inner = _text("{{ reference }} · {{ fingerprint }}") + tab + _text("{{ draft }}", "<w:b/><w:bCs/>") + tab + _text("{{ page }}")
    return f'<w:p><w:pPr><w:pStyle w:val="Footer"/>{tabs}</w:pPr>{inner}</w:p>'


def _body(house: Template) -> str:
    cover = [
        _paragraph("Kind", "{{ kind }}", '<w:spacing w:before="900" w:after="240"/>'),
        _paragraph("Title", "{{ title }}"),
        _paragraph("Subtitle", "{{ subtitle }}", '<w:spacing w:after="340"/>'),
        _paragraph("Body Text", "{{ key_terms }}"),
        _paragraph("Cover Note", "{{ note }}"),
        _paragraph("Body Text", "{{ agreement }}"),
        _card(house.width),
        _paragraph("Table End", ""),
    ]
    section = house.closing[house.closing.rindex("<w:sectPr") : house.closing.index("</w:sectPr>")]
    page = section[section.index("<w:pgSz") :].replace('w:top="1701"', 'w:top="1871"')
    references = "".join(
        f'<w:{kind}Reference w:type="{where}" r:id="{id_}"/>'
        for kind, where, id_ in (("header", "default", "rId5"), ("header", "first", "rId6"), ("footer", "default", "rId7"), ("footer", "first", "rId8"))
    )
    return "".join(cover) + f"<w:sectPr>{references}{page}</w:sectPr>"


def _card(width: int) -> str:
    """Return the table of the hub's details, on a page of its own; it is not printed."""
    widths = (1700, 3600, width - 5300)
    head = "This table tells whose letterhead this is. It is not printed. Change the second column."
    first = _cell(widths[0], _paragraph("Table Heading", "{{ letterhead }}", "<w:pageBreakBefore/>"))
    rows = [f"<w:tr>{first}{_cell(widths[1], _paragraph('Table Text', ''))}{_cell(widths[2], _paragraph('Table Text', head, look=_colour(_GREY)))}</w:tr>"]
    for label, value, hint in _HINTS:
        mark = Logo(Picture(b"", "png", _LOGO_SIDE, _LOGO_SIDE), _LOGO_SIZE, _LOGO_SIZE, f"Logo of {NAME}")
        shown = _paragraph("Table Text", value)
        if label == "Logo":
            picture = etree.tostring(drawing.run(mark, "rId9"), encoding="unicode")
            shown = _paragraph("Table Text", "").replace("</w:p>", f"<w:r>{picture}</w:r></w:p>")
        hinted = _paragraph("Table Text", hint, look=_colour(_GREY))
        rows.append(f"<w:tr>{_cell(widths[0], _paragraph('Table Heading', label))}{_cell(widths[1], shown)}{_cell(widths[2], hinted)}</w:tr>")
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{_LINE}"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    sides = "".join(f'<w:{side} w:w="100" w:type="dxa"/>' for side in ("top", "left", "bottom", "right"))
    whole = _table(widths, rows, f'<w:tblW w:w="{width}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>')
    return whole.replace('<w:tblLayout w:type="fixed"/>', f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{sides}</w:tblCellMar>', 1)


def _colour(color: str) -> str:
    return f'<w:color w:val="{color}"/>'
