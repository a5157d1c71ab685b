"""Edit a Word file as Word itself does it: runs split with revision ids, tracked and silent changes, moves, comments with answers."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from copy import deepcopy
from io import BytesIO

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
AUTHOR, DATE = "Carla Rossi", "2026-03-04T10:00:00Z"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


class WordFile:
    """A Word file while it is edited; :meth:`saved` gives its bytes."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.root = etree.fromstring(self.parts["word/document.xml"])
        self.last = 90_000

    def saved(self) -> bytes:
        self.parts["word/document.xml"] = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", standalone=True)
        content = BytesIO()
        with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, part in self.parts.items():
                archive.writestr(name, part)
        return content.getvalue()

    def number(self) -> str:
        self.last += 1
        return str(self.last)

    def paragraphs(self) -> list[etree._Element]:
        """Every paragraph with words that is not in the list of contents."""
        return [each for each in self.root.iter(f"{W}p") if said(each).strip() and (style(each) or "").lower() not in ("toc1", "toc 1")]

    def find(self, words: str) -> etree._Element:
        return next(each for each in self.paragraphs() if words in said(each).replace("\u00a0", " "))

    def add(self, name: str, content: str, kind: str, content_type: str) -> None:
        """Add a part that the text points to."""
        self.parts[f"word/{name}"] = content.encode()
        relations = self.parts["word/_rels/document.xml.rels"].decode()
        one = f'<Relationship Id="rIdX{self.number()}" Type="{kind}" Target="{name}"/>'
        self.parts["word/_rels/document.xml.rels"] = relations.replace("</Relationships>", f"{one}</Relationships>").encode()
        types = self.parts["[Content_Types].xml"].decode()
        override = f'<Override PartName="/word/{name}" ContentType="{content_type}"/>'
        self.parts["[Content_Types].xml"] = types.replace("</Types>", f"{override}</Types>").encode()

    def tracked(self, tag: str) -> etree._Element:
        return etree.Element(f"{W}{tag}", {f"{W}id": self.number(), f"{W}author": AUTHOR, f"{W}date": DATE})


def said(paragraph: etree._Element) -> str:
    return "".join(text.text or "" for text in paragraph.iter(f"{W}t"))


def style(paragraph: etree._Element) -> str | None:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return None if found is None else found.get(f"{W}val")


def runs(paragraph: etree._Element) -> list[etree._Element]:
    """The runs with words that stand in no field, each as Word would let one type in it."""
    found, depth = [], 0
    for run in paragraph.iter(f"{W}r"):
        mark = run.find(f"{W}fldChar")
        if mark is not None:
            depth += {"begin": 1, "end": -1}.get(mark.get(f"{W}fldCharType", ""), 0)
        elif not depth and run.find(f"{W}t") is not None and len(run.findall(f"{W}t")) == 1 and (run.find(f"{W}t").text or "").strip():
            found.append(run)
    return found


def text_run(words: str, tag: str = "t") -> etree._Element:
    run = etree.Element(f"{W}r", {f"{W}rsidR": "00AB12CD"})
    text = etree.SubElement(run, f"{W}{tag}")
    text.text = words
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return run


def split(run: etree._Element, at: int) -> etree._Element:
    """Split a run as Word does when somebody types in its middle, and return the second half; a mark of the spelling check stands between."""
    text = run.find(f"{W}t")
    words = text.text or ""
    second = deepcopy(run)
    text.text, second.find(f"{W}t").text = words[:at], words[at:]
    for one in (run, second):
        one.set(f"{W}rsidR", "00C0FFEE")
        one.find(f"{W}t").set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.addnext(second)
    run.addnext(etree.Element(f"{W}proofErr", {f"{W}type": "spellStart"}))
    return second


def replace_silently(file: WordFile, paragraph: etree._Element, old: str, new: str) -> None:
    for run in runs(paragraph):
        text = run.find(f"{W}t")
        if old in (text.text or ""):
            text.text = (text.text or "").replace(old, new, 1)
            return
    raise LookupError(old)


def replace_tracked(file: WordFile, paragraph: etree._Element, old: str, new: str) -> None:
    for run in runs(paragraph):
        at = (run.find(f"{W}t").text or "").find(old)
        if at < 0:
            continue
        middle = split(run, at)
        split(middle, len(old))
        out, put = file.tracked("del"), file.tracked("ins")
        middle.addprevious(out)
        out.append(text_run(old, "delText"))
        if new:
            out.addnext(put)
            put.append(text_run(new))
        middle.getparent().remove(middle)
        return
    raise LookupError(old)


def delete_tracked(file: WordFile, paragraph: etree._Element) -> None:
    """Delete a paragraph whole, its mark, too."""
    for run in list(paragraph.iter(f"{W}r")):
        if run.find(f"{W}t") is not None or run.find(f"{W}tab") is not None:
            _wrap(file.tracked("del"), run)
    for text in list(paragraph.iter(f"{W}t")):
        text.tag = f"{W}delText"
    _mark(paragraph, file.tracked("del"))


def insert_tracked(file: WordFile, after: etree._Element, words: str, *, as_word: bool = True) -> None:
    """Insert a paragraph; as Word does it when one presses Enter at the end of the one before: the old mark moves to the new paragraph."""
    new = etree.Element(f"{W}p")
    looks = after.find(f"{W}pPr")
    if looks is not None:
        new.append(deepcopy(looks))
        for mark in new.findall(f"{W}pPr/{W}rPr"):
            mark.getparent().remove(mark)
    put = file.tracked("ins")
    put.append(text_run(words))
    new.append(put)
    after.addnext(new)
    _mark(after if as_word else new, file.tracked("ins"))


def insert_silently(file: WordFile, after: etree._Element, words: str) -> None:
    new = etree.Element(f"{W}p")
    looks = after.find(f"{W}pPr")
    if looks is not None:
        new.append(deepcopy(looks))
    new.append(text_run(words))
    after.addnext(new)


def delete_silently(file: WordFile, paragraph: etree._Element) -> None:
    """Take a paragraph out; what bookmarks begin or end in it do so in the next one, as in Word."""
    following = paragraph.getnext()
    marks = list(paragraph.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd"))
    for mark in marks:
        if following is not None and following.tag == f"{W}p":
            following.insert(1 if following.find(f"{W}pPr") is not None else 0, mark)
        else:
            paragraph.addnext(mark)
    paragraph.getparent().remove(paragraph)


def move_tracked(file: WordFile, paragraph: etree._Element, after: etree._Element) -> None:
    copy = deepcopy(paragraph)
    for mark in [*copy.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")]:
        mark.getparent().remove(mark)
    after.addnext(copy)
    for run in [*paragraph.iter(f"{W}r")]:
        _wrap(file.tracked("moveFrom"), run)
    for run in [*copy.iter(f"{W}r")]:
        _wrap(file.tracked("moveTo"), run)
    _mark(paragraph, file.tracked("moveFrom"))
    _mark(copy, file.tracked("moveTo"))


def move_silently(file: WordFile, paragraph: etree._Element, after: etree._Element) -> None:
    after.addnext(paragraph)


def comment(file: WordFile, paragraph: etree._Element, words: str, answer: str = "") -> None:
    """Comment on the first run of a paragraph, with an answer where one is given."""
    one, two = file.number(), file.number()
    run = runs(paragraph)[0]
    run.addprevious(etree.Element(f"{W}commentRangeStart", {f"{W}id": one}))
    for id_ in (two, one) if answer else (one,):
        reference = etree.Element(f"{W}r")
        etree.SubElement(reference, f"{W}commentReference", {f"{W}id": id_})
        run.addnext(reference)
    run.addnext(etree.Element(f"{W}commentRangeEnd", {f"{W}id": one}))
    said_by = [(one, AUTHOR, "0A0A0A01", words), *([(two, "Piet Maas", "0A0A0A02", answer)] if answer else [])]
    inner = "".join(
        f'<w:comment w:id="{id_}" w:author="{who}" w:date="{DATE}"><w:p w14:paraId="{key}"><w:r><w:t>{text}</w:t></w:r></w:p></w:comment>'
        for id_, who, key, text in said_by
    )
    spaces = f'xmlns:w="{W[1:-1]}" xmlns:w14="{W14}"'
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    file.add("comments.xml", f"<w:comments {spaces}>{inner}</w:comments>", f"{_RELATIONS}/comments", f"{main}.comments+xml")
    if answer:
        links = '<w15:commentEx w15:paraId="0A0A0A01" w15:done="0"/><w15:commentEx w15:paraId="0A0A0A02" w15:paraIdParent="0A0A0A01" w15:done="0"/>'
        extended = f'<w15:commentsEx xmlns:w15="{W15}">{links}</w15:commentsEx>'
        file.add("commentsExtended.xml", extended, "http://schemas.microsoft.com/office/2011/relationships/commentsExtended", f"{main}.commentsExtended+xml")


def _wrap(around: etree._Element, run: etree._Element) -> None:
    run.addprevious(around)
    around.append(run)


def _mark(paragraph: etree._Element, change: etree._Element) -> None:
    """Track the end of a paragraph."""
    looks = paragraph.find(f"{W}pPr")
    if looks is None:
        looks = etree.Element(f"{W}pPr")
        paragraph.insert(0, looks)
    marks = looks.find(f"{W}rPr")
    if marks is None:
        marks = etree.SubElement(looks, f"{W}rPr")
    marks.insert(0, change)


Edit = Callable[[WordFile, etree._Element], None]
