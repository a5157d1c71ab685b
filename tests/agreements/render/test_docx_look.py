"""The look of a Word file is that of its styles: nothing in the body overrides them, so whoever changes a style changes the document."""

from __future__ import annotations

import re
import subprocess
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx_reading import W, Word
from fontTools.ttLib import TTFont
from lxml import etree
from validators import office

from agreements.agreement import Agreement
from agreements.assembly import Drafted, draft
from agreements.intake import read_deal
from agreements.render.docx import render
from agreements.render.docx_fonts import masked
from agreements.render.docx_template import HOUSE, HOUSE_BRIEF, house_template, read_template
from clauses import library
from clauses.library import example

# What is said of a paragraph beside its style, and why no style can say it.
DIRECT = {
    "keepNext": "what stays together depends on what follows: the words before a list or a table, the rows of a small table",
    "numPr": "Word lets one style count on one level of a list, so a clause with a heading in an annex names its level",
    "pageBreakBefore": "a short annex shares the page of the one before",
    "spacing": "the same annex has room above it",
}
INDENTED = ("Clause 3", "Annex Text 3", "Body Text")
_MARGIN = 28 * 72 / 25.4
COLOURED = ("Signature Label", "Annex Label", "Blank")  # character styles with a colour of their own


def test_paragraphs_say_beside_their_style_only_what_no_style_can(kind: str, deal: Callable[..., Any], drafted: Callable[[Any], Drafted]) -> None:
    word = Word(render(drafted(deal(kind)).agreement))
    said = Counter(child.tag.removeprefix(W) for properties in word.root.iter(f"{W}pPr") for child in properties if child.tag != f"{W}pStyle")
    assert set(said) <= set(DIRECT)
    assert said["numPr"] == len(word.styled("Annex Clause"))
    assert said["spacing"] == said["pageBreakBefore"] < len(word.styled("Annex Heading")) + 1


def test_runs_say_beside_their_style_only_the_language(kind: str, deal: Callable[..., Any], drafted: Callable[[Any], Drafted]) -> None:
    word = Word(render(drafted(deal(kind)).agreement))
    assert {child.tag.removeprefix(W) for properties in word.root.iter(f"{W}rPr") for child in properties} <= {"rStyle", "lang", "rtl"}


def restyled(content: bytes, change: Callable[[etree._Element], None]) -> bytes:
    """Return a Word file with another ``styles.xml``, as after a change in Word's list of styles."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as before, zipfile.ZipFile(made, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            if name == "word/styles.xml":
                root = etree.fromstring(part)
                change(root)
                part = etree.tostring(root)
            after.writestr(name, part)
    return made.getvalue()


def named(root: etree._Element) -> dict[str, etree._Element]:
    """Return the paragraph styles by name."""
    return {style.find(f"{W}name").get(f"{W}val"): style for style in root.iter(f"{W}style") if style.get(f"{W}type") == "paragraph"}


def give(style: etree._Element, kind: str, name: str, **values: str) -> None:
    """Give *style* a property, in the place of one that it has."""
    properties = style.find(f"{W}{kind}")
    if properties is None:
        properties = etree.SubElement(style, f"{W}{kind}")
    for old in properties.findall(f"{W}{name}"):
        properties.remove(old)
    made = etree.Element(f"{W}{name}", {f"{W}{key}": value for key, value in values.items()})
    order = ["rFonts", "b", "bCs", "color", "sz", "szCs"]
    later = [properties.find(f"{W}{each}") for each in order[order.index(name) + 1 :]] if name in order else [properties.find(f"{W}outlineLvl")]
    following = next((each for each in later if each is not None), None)
    properties.append(made) if following is None else following.addprevious(made)


def colours(root: etree._Element) -> None:
    for number, style in enumerate(named(root).values(), 16):
        give(style, "rPr", "color", val=f"0000{number:02X}")


def faces(root: etree._Element) -> None:
    give(named(root)["Normal"], "rPr", "rFonts", ascii="Source Sans Pro", hAnsi="Source Sans Pro")


def sizes_and_indents(root: etree._Element) -> None:
    for name in ("Clause 2", "Annex Text 1", "Table Text"):
        give(named(root)[name], "rPr", "sz", val="15")
    for name in INDENTED:
        give(named(root)[name], "pPr", "ind", left="3402", hanging="567")
        give(named(root)[name], "rPr", "color", val="0000F1")


class Printed:
    """A PDF as poppler describes it: stretches of words with their place, size, colour and face."""

    def __init__(self, path: Path) -> None:
        run = subprocess.run(["pdftohtml", "-xml", "-i", "-stdout", "-hidden", "-noroundcoord", "-zoom", "1", str(path)], check=True, capture_output=True)
        root = etree.fromstring(run.stdout, etree.XMLParser(recover=True))
        self.fonts: Mapping[str, Any] = {font.get("id"): font for font in root.iter("fontspec")}
        self.stretches = [(self.fonts[node.get("font")], float(node.get("left")), "".join(node.itertext())) for node in root.iter("text")]

    def words(self, **wanted: str) -> str:
        """Return without spaces what is printed in a font that has these properties."""
        return squeezed("".join(words for font, _, words in self.stretches if all(font.get(key).lower() == value for key, value in wanted.items())))


def squeezed(words: str) -> str:
    return re.sub(r"[\s\xa0]+", "", words)


@pytest.fixture(scope="module", name="prints")
def _prints(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, tuple[Word, Printed]]:
    """Return the agreement with most annexes, once for each change: as Word file and as printed by LibreOffice."""
    folder = tmp_path_factory.mktemp("restyled")
    written = render(draft(read_deal(example("joint-service-delivery"), library()), library(), tolerant=True).agreement)
    files = {change.__name__: restyled(written, change) for change in (colours, faces, sizes_and_indents)}
    paths = []
    for name, content in files.items():
        paths.append(folder / f"{name}.docx")
        paths[-1].write_bytes(content)
    printed = office.convert(paths, "pdf", folder / "printed")
    return {name: (Word(content), Printed(printed / f"{name}.pdf")) for name, content in files.items()}


def test_a_changed_colour_holds_in_every_paragraph_of_every_style(prints: Mapping[str, tuple[Word, Printed]]) -> None:
    word, printed = prints["colours"]
    for number, name in enumerate(named(etree.fromstring(word.archive.read("word/styles.xml"))), 16):
        stream, at = printed.words(color=f"#0000{number:02x}"), 0
        for paragraph in word.paragraphs():
            if word.style(paragraph) != name:
                continue
            for run in paragraph.iter(f"{W}r"):
                style = run.find(f"{W}rPr/{W}rStyle")
                shown = "" if style is not None and word.styles[style.get(f"{W}val")].name in COLOURED else squeezed(word.shown(run))
                at = stream.find(shown, at) + len(shown)
                assert at >= len(shown), f"{name}: {word.shown(run)}"


def test_a_changed_face_of_the_text_reaches_all_text(prints: Mapping[str, tuple[Word, Printed]]) -> None:
    _, printed = prints["faces"]
    assert {font.get("family").partition("+")[2] for font in printed.fonts.values()} == {"SourceSansPro"}


def test_changed_sizes_and_indents_hold(prints: Mapping[str, tuple[Word, Printed]]) -> None:
    word, printed = prints["sizes_and_indents"]
    small = printed.words(size="8") + printed.words(size="7")
    for name in ("Clause 2", "Annex Text 1", "Table Text"):
        assert all(squeezed(shown)[-12:] in small for shown in word.styled(name)), name
    lefts = [left for font, left, words in printed.stretches if font.get("color").lower() == "#0000f1" and words.strip()]
    assert len(lefts) > len(word.styled("Clause 3"))
    assert min(lefts) > _MARGIN + (3402 - 567) / 20 - 1


def test_a_changed_house_template_is_followed(agreement: Agreement, tmp_path: Path) -> None:
    path = tmp_path / "house.docx"

    def wider(root: etree._Element) -> None:
        give(named(root)["Clause 2"], "pPr", "ind", left="1200", hanging="1200")

    path.write_bytes(restyled(HOUSE.read_bytes(), wider))
    assert (read_template(path).indent(2), house_template().indent(2)) == (1200, 680)


@pytest.mark.parametrize("path", [HOUSE, HOUSE_BRIEF])
def test_two_styles_give_every_face_and_both_faces_are_embedded(path: Path) -> None:
    with zipfile.ZipFile(path) as package:
        styles, fonts = (etree.fromstring(package.read(f"word/{name}.xml")) for name in ("styles", "fontTable"))
    assert [name for name, style in named(styles).items() if style.find(f"{W}rPr/{W}rFonts") is not None] == ["Label"]
    faces = {font.get(f"{W}name"): {child.tag.removeprefix(W) for child in font} for font in fonts}
    for name in ("Source Serif Pro", "Source Sans Pro"):
        assert {"altName", "embedRegular", "embedBold"} <= faces[name]
    assert len([name for name in read_template(path).parts if name.endswith(".odttf")]) == 4


def test_the_embedded_fonts_are_fonts_and_hold_the_letters_of_europe(deal: Callable[..., Any], drafted: Callable[[Any], Drafted]) -> None:
    with zipfile.ZipFile(BytesIO(render(drafted(deal("nda")).agreement))) as package:
        keys = re.findall(r'w:embed(?:Regular|Bold) r:id="rId(\d)" w:fontKey="([^"]+)"', package.read("word/fontTable.xml").decode())
        fonts = [TTFont(BytesIO(masked(package.read(f"word/fonts/font{number}.odttf"), key))) for number, key in keys]

    assert [(font["name"].getDebugName(1), font["OS/2"].usWeightClass) for font in fonts] == [
        ("Source Serif Pro", 400), ("Source Serif Pro", 700), ("Source Sans Pro", 400), ("Source Sans Pro", 700),
    ]  # fmt: skip
    for font in fonts:
        assert set("ÀžőșŁĦğαΏώЖщєў€–“”„№") <= {chr(code) for code in font.getBestCmap()}


@pytest.mark.parametrize("path", [HOUSE, HOUSE_BRIEF])
def test_the_house_templates_tell_nothing_of_whoever_made_them(path: Path) -> None:
    with zipfile.ZipFile(path) as package:
        assert [name for name in package.namelist() if name.startswith("docProps/") and name != "docProps/core.xml"] == []
        whole = b"".join(package.read(name) for name in package.namelist() if name.endswith((".xml", ".rels")))
    assert b"rsid" not in whole
    assert b"TargetMode" not in whole
