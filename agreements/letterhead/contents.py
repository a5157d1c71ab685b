"""Refuse what a letterhead may not contain: programs, objects, links to outside, fields that fetch, pictures that can do more than be seen."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from agreements.errors import Fault, shortened
from agreements.foreign.word_package import WordPackage
from agreements.letterhead.stories import Story, W, paragraphs

KEPT = ("styles", "numbering", "settings", "fontTable", "theme", "header", "footer", "footnotes", "endnotes", "image")
_LEFT_OUT = (
    "webSettings", "stylesWithEffects", "customXml", "customXmlProps", "glossaryDocument", "thumbnail", "core-properties", "extended-properties",
    "custom-properties", "officeDocument", "printerSettings", "commentsExtended", "commentsIds", "commentsExtensible", "people", "comments", "font", "digital-signature",
)  # fmt: skip
_REFUSED = {
    "attachedTemplate": ("it hangs on another template", "Remove the template (Developer, Document Template) and save it anew."),
    "aFChunk": ("another document is put into it", "Copy the words themselves into the letterhead."),
    "subDocument": ("another document is put into it", "Copy the words themselves into the letterhead."),
    "oleObject": ("an object of another program is embedded", "Delete it, or put a picture (PNG or JPEG) in its place."),
    "package": ("a file is embedded", "Delete it, or put a picture (PNG or JPEG) in its place."),
    "chart": ("a chart is in it", "Copy the chart and paste it as a picture."),
    "chartEx": ("a chart is in it", "Copy the chart and paste it as a picture."),
    "diagramData": ("a SmartArt graphic is in it", "Copy the graphic and paste it as a picture."),
    "control": ("a control (ActiveX) is in it", "Delete the control."),
    "vbaProject": ("it carries macros, that is programs", "Save it in Word as a document without macros (.docx)."),
    "frame": ("it is made of frames that load other pages", "Delete the frames."),
    "hyperlink": ("it links to outside", "Remove the link (right click, Remove Link); the words stay."),
    "mailMergeSource": ("it draws addresses from another file", "Switch mail merge off (Mailings, Start, Normal Word Document)."),
}
_COVERED = frozenset(
    {"diagramLayout", "diagramQuickStyle", "diagramStyle", "diagramColors", "diagramDrawing", "activeXControlBinary", "wordVbaData", "keyMapCustomizations"}
)
_ELEMENTS = {
    "altChunk": ("Another document is put in here.", "Copy the words themselves into the letterhead."),
    "object": ("An object of another program is embedded here.", "Delete it, or put a picture (PNG or JPEG) in its place."),
    "OLEObject": ("An object of another program is embedded here.", "Delete it, or put a picture (PNG or JPEG) in its place."),
    "control": ("A control (ActiveX) stands here.", "Delete the control."),
    "subDoc": ("Another document is put in here.", "Copy the words themselves into the letterhead."),
    "ins": ("There are tracked changes.", "Accept or reject all of them (Review, Accept All)."),
    "del": ("There are tracked changes.", "Accept or reject all of them (Review, Accept All)."),
    "moveFrom": ("There are tracked changes.", "Accept or reject all of them (Review, Accept All)."),
    "moveTo": ("There are tracked changes.", "Accept or reject all of them (Review, Accept All)."),
    "commentReference": ("A comment stands here; it would go out with every agreement.", "Delete the comment."),
    "script": ("A script stands here.", "Delete it."),
    "ffData": ("A form field stands here.", "Delete it, or write a placeholder in its place."),
}
FIELDS = ("PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "STYLEREF")
_OWN_WORDS = {
    "TOC": "Write {{ contents }} in its place.",
    "DATE": "Write {{ date }} in its place: this field shows the day on which somebody opens the file.",
    "TIME": "Write {{ date }} in its place: this field shows the day on which somebody opens the file.",
    "MERGEFIELD": "Write a placeholder such as {{ title }} in its place.",
    "HYPERLINK": "Remove the link (right click, Remove Link); the words stay.",
}
_FETCHING = frozenset(
    {"INCLUDETEXT", "INCLUDEPICTURE", "INCLUDE", "IMPORT", "DDE", "DDEAUTO", "LINK", "RD", "DATABASE", "AUTOTEXT", "EMBED", "MACROBUTTON", "HTMLACTIVEX"}
)
_REMOTE = frozenset({"src", "href", "link"})


def relation_faults(package: WordPackage) -> Iterator[Fault]:
    """Yield a fault for everything that the letterhead points to and may not."""
    told: set[str] = set()
    for relation in package.relations:
        what, mend = _REFUSED.get(relation.kind, ("", ""))
        if relation.external:
            where = f"{package.name}, {_part(relation.source)}"
            what = what or ("a picture lies outside of it" if relation.kind == "image" else "it points to outside")
            yield Fault(where, f"{what[0].upper()}{what[1:]}: {shortened(relation.target)}.", mend or "Put what is meant into the file itself, or delete it.")
        elif relation.kind == "hyperlink" or relation.kind in told or relation.kind in _COVERED:
            continue
        elif what:
            told.add(relation.kind)
            yield Fault(f"{package.name}, {_part(relation.source)}", f"{what[0].upper()}{what[1:]}.", mend)
        elif relation.kind not in KEPT and relation.kind not in _LEFT_OUT and _under_word(relation.source):
            told.add(relation.kind)
            yield Fault(
                f"{package.name}, {_part(relation.source)}",
                f"It has a part of the kind “{shortened(relation.kind)}”, which a letterhead may not have.",
                "Delete it.",
            )


def _under_word(source: str) -> bool:
    return source == "" or source.startswith("word/")


def _part(source: str) -> str:
    return source.rpartition("/")[2].removesuffix(".xml") or "the file"


def story_faults(story: Story) -> Iterator[Fault]:
    """Yield a fault for each element, field and link of *story* that may not stand in a letterhead, with the paragraph."""
    places = {paragraph.element: paragraph.place for paragraph in paragraphs(story)}
    told: set[tuple[str, str]] = set()
    for element in story.root.iter():
        name = etree.QName(element).localname
        found = _ELEMENTS.get(name)
        remote = _remote(element)
        if remote:
            found = (f"Something is fetched from outside: {shortened(remote)}.", "Put it into the file itself, or delete it.")
        if not found and any("{{" in value or "{%" in value for value in element.attrib.values()):
            found = ("A placeholder stands where no words are printed, such as an alternative text.", "Take it out of there.")
        if found:
            place = _place(element, places, story)
            if (place, found[0]) not in told:
                told.add((place, found[0]))
                yield Fault(place, *found)
    yield from _field_faults(story, places)
    yield from _stray_faults(story, places)


def _remote(element: etree._Element) -> str:
    """Return the address that an attribute of *element* would fetch."""
    for name, value in element.attrib.items():
        local = str(name).rpartition("}")[2]
        if local in _REMOTE and value.strip() and not (local == "link" and str(name).startswith(W)):
            return str(value)
    return ""


def _place(element: etree._Element, places: dict[etree._Element, str], story: Story) -> str:
    around = next((places[each] for each in (element, *element.iterancestors(f"{W}p")) if each in places), None)
    return around or story.shown


def _field_faults(story: Story, places: dict[etree._Element, str]) -> Iterator[Fault]:
    for instruction, element in _instructions(story.root):
        word = (instruction.split() or [""])[0].upper()
        if word in FIELDS:
            continue
        place = _place(element, places, story)
        if word in _FETCHING:
            yield Fault(place, f"The field {word} fetches or starts something.", "Delete it (Ctrl+Shift+F9 turns it into plain words).")
        else:
            mend = _OWN_WORDS.get(word, "Turn it into plain words (click it, Ctrl+Shift+F9), or delete it.")
            yield Fault(place, f"The field “{shortened(' '.join(instruction.split()))}” may not stand in a letterhead; fields of the page number may.", mend)


def _instructions(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Yield the instruction of each field, put together from however many runs; that of a field within a field by itself."""
    stack: list[tuple[list[str], etree._Element]] = []
    for element in root.iter(f"{W}fldSimple", f"{W}fldChar", f"{W}instrText"):
        if element.tag == f"{W}fldSimple":
            yield element.get(f"{W}instr", ""), element
        elif element.tag == f"{W}instrText":
            if stack:
                stack[-1][0].append(element.text or "")
            else:
                yield element.text or "", element
        elif element.get(f"{W}fldCharType") == "begin":
            stack.append(([], element))
        elif element.get(f"{W}fldCharType") == "end" and stack:
            parts, begun = stack.pop()
            yield "".join(parts), begun
    for parts, begun in stack:
        yield "".join(parts), begun


def _stray_faults(story: Story, places: dict[etree._Element, str]) -> Iterator[Fault]:
    """Yield what looks like a placeholder in words that are not printed as text: codes of fields, equations, deleted words."""
    for element in story.root.iter():
        if element.tag == f"{W}t" or not element.text or not ("{{" in element.text or "{%" in element.text):
            continue
        yield Fault(
            _place(element, places, story), "A placeholder stands where it cannot be filled: in an equation or the code of a field.", "Write it as plain words."
        )
