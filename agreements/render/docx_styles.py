"""Read what each paragraph style of a template looks like, with what it takes from the styles that it stands on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from xml.etree import ElementTree

from agreements.render.docx_measure import TWIPS, Face

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = ("0", "false", "off")
_LINE, _DEEPEST = 240, 20
_FACE = Face("Times New Roman", bold=False, size=10)  # what a document without defaults is set in


@dataclass(frozen=True, slots=True)
class Setting:
    """How a style sets a paragraph; lengths in twentieths of a point. *exact* is the height of a line where it does not follow from the face."""

    face: Face
    before: int = 0
    after: int = 0
    exact: int = 0
    left: int = 0
    right: int = 0
    keep: bool = False
    new_page: bool = False
    border: int = 0

    @property
    def line(self) -> float:
        """The height of a line with its border, when paragraphs stand one below the other."""
        return self.exact or self.face.height


def settings(xml: bytes) -> dict[str, Setting]:
    """Return the setting of every paragraph style of a ``styles.xml`` by the name of the style, in small letters."""
    root = ElementTree.fromstring(xml)
    defaults = _applied(_applied(Setting(_FACE), root.find(f"{W}docDefaults/{W}rPrDefault")), root.find(f"{W}docDefaults/{W}pPrDefault"))
    styles = {style.get(f"{W}styleId", ""): style for style in root.iter(f"{W}style") if style.get(f"{W}type") == "paragraph"}
    return {_name(style): _resolved(style, styles, defaults) for style in styles.values()}


def _name(style: ElementTree.Element) -> str:
    name = style.find(f"{W}name")
    return "" if name is None else name.get(f"{W}val", "").casefold()


def _resolved(style: ElementTree.Element, styles: Mapping[str, ElementTree.Element], setting: Setting) -> Setting:
    chain = [style]
    while len(chain) < _DEEPEST:
        based = chain[-1].find(f"{W}basedOn")
        below = None if based is None else styles.get(based.get(f"{W}val", ""))
        if below is None:
            break
        chain.append(below)
    for each in reversed(chain):
        setting = _applied(setting, each)
    return setting


def _applied(setting: Setting, style: ElementTree.Element | None) -> Setting:
    """Return *setting* with what *style* itself says."""
    if style is None:
        return setting
    spacing, fonts = style.find(f"{W}pPr/{W}spacing"), style.find(f"{W}rPr/{W}rFonts")
    indent, size = style.find(f"{W}pPr/{W}ind"), style.find(f"{W}rPr/{W}sz")
    face = replace(
        setting.face,
        name=_text(fonts, "ascii", setting.face.name),
        bold=_on(style, f"{W}rPr/{W}b", setting.face.bold),
        size=_length(size, "val", round(2 * setting.face.size)) / 2,
    )
    by_face = _text(spacing, "lineRule", "auto") == "auto"
    line = _length(spacing, "line", 0)
    if line and by_face:
        face = replace(face, line=line / _LINE)
    return replace(
        setting,
        face=face,
        before=_length(spacing, "before", setting.before),
        after=_length(spacing, "after", setting.after),
        exact=setting.exact if not line else 0 if by_face else line,
        left=_length(indent, "left", setting.left),
        right=_length(indent, "right", setting.right),
        keep=_on(style, f"{W}pPr/{W}keepNext", setting.keep),
        new_page=_on(style, f"{W}pPr/{W}pageBreakBefore", setting.new_page),
        border=_border(style) or setting.border,
    )


def _text(element: ElementTree.Element | None, name: str, otherwise: str) -> str:
    return otherwise if element is None else element.get(f"{W}{name}", otherwise)


def _length(element: ElementTree.Element | None, name: str, otherwise: int) -> int:
    given = _text(element, name, "")
    return int(given) if given.lstrip("-").isdecimal() else otherwise


def _on(style: ElementTree.Element, path: str, otherwise: bool) -> bool:
    element = style.find(path)
    return otherwise if element is None else element.get(f"{W}val", "1") not in _OFF


def _border(style: ElementTree.Element) -> int:
    """Return the room that the borders above, below or between paragraphs take."""
    borders = {side: style.find(f"{W}pPr/{W}pBdr/{W}{side}") for side in ("top", "bottom", "between")}
    if borders["between"] is not None:
        borders.pop("bottom")
    return sum(TWIPS * _length(border, "space", 0) + TWIPS * _length(border, "sz", 0) // 8 for border in borders.values())
