"""A Word file as its reader meets it: words, styles, printed labels, fields and bookmarks."""

from __future__ import annotations

import io
import zipfile

import docx
from docx.document import Document
from lxml import etree

from agreements.render.docx_numbering import printed_labels, read_lists

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Word:
    """A Word file as its reader meets it."""

    def __init__(self, content: bytes) -> None:
        self.archive = zipfile.ZipFile(io.BytesIO(content))
        self.document: Document = docx.Document(io.BytesIO(content))
        self.root = etree.fromstring(self.archive.read("word/document.xml"))
        self.styles = {style.style_id: style for style in self.document.styles}

    def part(self, name: str) -> str:
        return self.archive.read(name).decode()

    def paragraphs(self) -> list[etree._Element]:
        return list(self.root.iter(f"{W}p"))

    def shown(self, element: etree._Element | None = None) -> str:
        """Return the words that print, without the instructions of fields; a space that no line may end at is a space."""
        parts = {f"{W}t": lambda node: node.text or "", f"{W}tab": lambda _: "\t", f"{W}br": lambda _: "\n"}
        root = self.root if element is None else element
        nodes = (node for node in root.iter() if node.tag in parts and node.getparent().tag == f"{W}r")
        return "".join(parts[node.tag](node) for node in nodes).replace("\xa0", " ")

    def style(self, paragraph: etree._Element) -> str:
        return str(self.styles[paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val")].name)

    def styled(self, name: str) -> list[str]:
        return [self.shown(paragraph) for paragraph in self.paragraphs() if self.style(paragraph) == name]

    def numbered(self) -> list[tuple[etree._Element, int, int]]:
        """Return each paragraph that Word numbers, with its use of a list and its level."""
        found = []
        for paragraph in self.paragraphs():
            style = self.styles[paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val")].element
            for element in (paragraph, style):
                numbering = element.find(f"{W}pPr/{W}numPr")
                if numbering is not None:
                    num, level = numbering.find(f"{W}numId"), numbering.find(f"{W}ilvl")
                    if num.get(f"{W}val") != "0":
                        found.append((paragraph, int(num.get(f"{W}val")), 0 if level is None else int(level.get(f"{W}val"))))
                    break
        return found

    def labels(self) -> list[tuple[str, str]]:
        """Return what Word prints: label and words of each numbered paragraph."""
        numbered = self.numbered()
        lists = read_lists(self.archive.read("word/numbering.xml"))
        printed = zip(printed_labels(lists, [row[1:] for row in numbered]), (self.shown(row[0]) for row in numbered), strict=True)
        return [(label, words) for label, words in printed if label]

    def fields(self) -> list[str]:
        return [str(node.text).strip() for node in self.root.iter(f"{W}instrText")]

    def bookmarks(self) -> dict[str, etree._Element]:
        return {node.get(f"{W}name"): node for node in self.root.iter(f"{W}bookmarkStart")}

    def within(self, name: str) -> str:
        """Return the words inside a bookmark."""
        start = self.bookmarks()[name]
        inside, words = False, ""
        for node in self.root.iter():
            inside = inside or node is start
            if inside and node.tag == f"{W}bookmarkEnd" and node.get(f"{W}id") == start.get(f"{W}id"):
                break
            words += (node.text or "") if inside and node.tag == f"{W}t" else ""
        return words.replace("\xa0", " ")
