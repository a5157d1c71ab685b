"""Turn a letterhead without faults into parts that can be filled: stories as templates, styles and lists merged, the rest as it is."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, replace

from docxtpl import DocxTemplate
from lxml import etree

from agreements.foreign.word_package import WordPackage
from agreements.letterhead import drawing
from agreements.letterhead.card import Card, readable
from agreements.letterhead.fonts import FONTS, carry_fonts, fonts_used
from agreements.letterhead.letterhead import Letterhead
from agreements.letterhead.lists import merge_lists
from agreements.letterhead.packing import DOCUMENT, MEDIA, Parts
from agreements.letterhead.pictures import Picture
from agreements.letterhead.placeholders import BLOCKS
from agreements.letterhead.sections import HEADER, HEADER_ID, complete_sections, section_of, width
from agreements.letterhead.stories import Story, W
from agreements.letterhead.styling import INK, merge_styles, missing_styles, named_styles, recolour, set_language
from agreements.letterhead.tidying import R, tidy_fonts, tidy_settings, with_prefixes, write_strictly
from agreements.letterhead.tokens import PRINT, STATEMENT, Token
from agreements.render.docx_template import house_template, template_of

INSTRUCTION = "pactwright"  # the processing instructions that stand for what is written for each agreement
LOGO = "rIdLogo"
_PLAIN_HEADER = f'<w:hdr xmlns:w="{W[1:-1]}"><w:p/></w:hdr>'


@dataclass(frozen=True, slots=True)
class Source:
    """A letterhead that was read and found without fault."""

    package: WordPackage
    stories: list[Story]
    styles: etree._Element
    numbering: etree._Element
    pictures: dict[str, Picture]
    card: Card
    named: tuple[Token, ...]
    place: etree._Element


def written(source: Source, placed: frozenset[str]) -> Letterhead:
    """Return the letterhead that *source* makes; *placed* names what it prints itself."""
    body = source.place.getparent()
    assert body is not None  # noqa: S101 - a block stands in the body
    settings = _part(source, "settings") if source.package.related("settings") else etree.fromstring(house_template().parts["word/settings.xml"])
    tidy_settings(settings)
    parts = Parts()
    section = section_of(source.place, body)
    room = width(section)
    _merge(source, room)
    if source.card.colour:
        for root in (source.styles, *(story.root for story in source.stories)):
            recolour(root, source.card.colour, source.card.colour if readable(source.card.colour) else INK)
    plain = complete_sections(body, even=settings.find(f"{W}evenAndOddHeaders") is not None)
    images = {name: f"{MEDIA}{number}.{found.kind}" for number, (name, found) in enumerate(source.pictures.items(), 1)}
    for name, new in images.items():
        parts.add(new, source.pictures[name].content)
    _add_fixed(source, settings, parts)
    _add_stories(source, images, parts)
    if plain:
        parts.name_kind(HEADER, "header")
        parts.relate(DOCUMENT, "header", HEADER, HEADER_ID)
    blocks = tuple(_place_values(source))
    stories = {_name(source, story): template(story.root) for story in source.stories}
    if plain:
        stories[HEADER] = _PLAIN_HEADER
    document = f"<w:document><w:body>{etree.tostring(section, encoding='unicode', with_tail=False)}</w:body></w:document>".encode()
    whole = template_of(parts.whole() | {DOCUMENT: document}, source.package.name)
    return Letterhead(source.card, stories, replace(whole, width=room), placed, blocks)


def _merge(source: Source, room: int) -> None:
    """Bring styles and lists of the house into the letterhead."""
    house = etree.fromstring(house_template().parts["word/styles.xml"])
    added = missing_styles(source.styles)
    ids = merge_styles(source.styles, house, added, room)
    new = merge_lists(source.numbering, house, ids, added)
    styles = named_styles(source.styles)
    for name, use in new.items():
        found = styles[name.casefold()].find(f"{W}pPr/{W}numPr/{W}numId")
        if found is not None:
            found.set(f"{W}val", str(use))
    set_language(source.styles)
    write_strictly(source.styles)
    write_strictly(source.numbering)


def _part(source: Source, kind: str) -> etree._Element:
    name = source.package.related(kind)[0]
    root = with_prefixes(source.package.xml(name))
    return source.package.xml(name) if root is None else root


def _add_fixed(source: Source, settings: etree._Element, parts: Parts) -> None:
    """Add what every agreement on this letterhead shares."""
    parts.add("word/settings.xml", etree.tostring(settings), "settings", "rIdSettings")
    parts.add("word/styles.xml", etree.tostring(source.styles), "styles", "rIdStyles")
    parts.add("word/numbering.xml", etree.tostring(source.numbering), "numbering", "rIdNumbering")
    fonts = _part(source, "fontTable") if source.package.related("fontTable") else etree.fromstring(f'<w:fonts xmlns:w="{W[1:-1]}" xmlns:r="{R[1:-1]}"/>')
    tidy_fonts(fonts)
    carry_fonts(fonts, fonts_used(source.styles, *(story.root for story in source.stories)), parts)
    parts.add(FONTS, etree.tostring(fonts), "fontTable", "rIdFonts")
    if source.package.related("theme"):
        parts.add("word/theme/theme1.xml", etree.tostring(_part(source, "theme")), "theme", "rIdTheme")


def _name(source: Source, story: Story) -> str:
    return DOCUMENT if story.part == source.package.main else story.part


def _add_stories(source: Source, images: dict[str, str], parts: Parts) -> None:
    """Relate each story to its pictures, and the body to the other stories; their text is written for each agreement."""
    stories = {story.part for story in source.stories}
    for relation in source.package.relations:
        if relation.external:
            continue
        owner = DOCUMENT if relation.source == source.package.main else relation.source
        if relation.source == source.package.main and relation.target in stories:
            parts.relate(owner, relation.kind, relation.target, relation.id)
            parts.name_kind(relation.target, relation.kind)
        elif relation.kind == "image" and relation.source in stories and relation.target in images:
            parts.relate(owner, "image", images[relation.target], relation.id)
        elif relation.kind == "image" and relation.target in images and relation.source in source.package.related("numbering"):
            parts.relate("word/numbering.xml", "image", images[relation.target], relation.id)
        elif relation.kind == "image" and relation.target in images and relation.source in source.package.related("theme"):
            parts.relate("word/theme/theme1.xml", "image", images[relation.target], relation.id)
    logo = source.card.logo
    if logo:
        behind = next(images[name] for name, found in source.pictures.items() if found == logo.picture)
        for token in source.named:
            if token.name == "logo":
                parts.relate(_name(source, token.paragraph.story), "image", behind, LOGO)


def _place_values(source: Source) -> Iterator[str]:
    """Put marks for blocks and page numbers, and the logo itself, into the stories; yield the blocks in the order of the page."""
    body = source.place.getparent()
    for token in source.named:
        if token.name == "logo":
            _put(token, drawing.run(source.card.logo, LOGO) if source.card.logo else None)
        elif token.name == "page":
            _put(token, etree.ProcessingInstruction(INSTRUCTION, "page"))
    found = {token.paragraph.element: token.name for token in source.named if token.name in BLOCKS}
    for element in list(body if body is not None else ()):
        if element not in found:
            continue
        mark = etree.ProcessingInstruction(INSTRUCTION, found[element])
        section = element.find(f"{W}pPr/{W}sectPr")
        element.addprevious(mark)
        if section is None:
            body.remove(element)  # type: ignore[union-attr]
        else:
            _empty(element)
        yield found[element]


def _empty(paragraph: etree._Element) -> None:
    for child in list(paragraph):
        if child.tag != f"{W}pPr":
            paragraph.remove(child)


def _put(token: Token, inner: etree._Element | None) -> None:
    """Put *inner* in the place of *token*, in a run of its own that looks like the one around it."""
    written = f"{PRINT[0]} {token.name} {PRINT[1]}"
    leaf = next(each for each in token.paragraph.leaves if written in (each.text or ""))
    run = leaf.getparent()
    before, _, after = (leaf.text or "").partition(written)
    if run is None:
        return
    later = list(leaf.itersiblings())
    leaf.text = before
    own, rest = _like(run), _like(run)
    if inner is not None:
        if token.name == "page":
            holder = etree.SubElement(own, f"{W}t")
            holder.append(inner)
        else:
            own.append(inner)
    remaining = etree.SubElement(rest, f"{W}t")
    remaining.text = after
    remaining.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    rest.extend(later)
    run.addnext(own)
    own.addnext(rest)
    token.paragraph.leaves.insert(token.paragraph.leaves.index(leaf) + 1, remaining)


def _like(run: etree._Element) -> etree._Element:
    made = etree.Element(f"{W}r")
    look = run.find(f"{W}rPr")
    if look is not None:
        made.append(deepcopy(look))
    return made


def template(root: etree._Element) -> str:
    """Return a story as the template that fills it: its own braces escaped, the tokens in braces, tags of rows and paragraphs in their place."""
    xml = etree.tostring(root, encoding="unicode").replace("{", "&#123;").replace("}", "&#125;")
    for signs, braces in ((PRINT, ("{{", "}}")), (STATEMENT, ("{%", "%}"))):
        for sign, brace in zip(signs, braces, strict=True):
            xml = xml.replace(sign, brace)
    patched: str = DocxTemplate("").patch_xml(xml)
    return patched
