"""Read the text of a Word file whole: paragraphs in and out of tables, comments with their answers, headers and footers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from lxml import etree

from agreements.foreign.word_package import W, WordPackage
from agreements.reading.letterhead_lines import letterhead_line
from agreements.reading.paragraph_reader import ParagraphReader, hand, is_on, value
from agreements.reading.word_text import Cell, Comment, Hand, Oddity, Paragraph, State, WordText, plainly

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_WRAPPERS = {f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo")}
_GONE = {f"{W}del", f"{W}moveFrom"}
_ROW_CHANGES: Mapping[str, State] = {f"{W}ins": "inserted", f"{W}del": "deleted"}
_CELL_CHANGES = {f"{W}cellIns", f"{W}cellDel", f"{W}cellMerge"}
_CHANGES_OF_LOOKS = {f"{W}{name}" for name in ("tblPrChange", "tblGridChange", "trPrChange", "tcPrChange", "tblPrExChange", "sectPrChange")}


def read_word(package: WordPackage) -> WordText:
    """Return what the text of *package* says, with every tracked change, comment and oddity.

    Raises :class:`~agreements.foreign.refusal.FileRefused` when a part of it cannot be read.
    """
    return _Reader(package).whole()


class _Reader:
    def __init__(self, package: WordPackage) -> None:
        self.package = package
        styles, marked = _styles(package)
        self.paragraphs: list[Paragraph] = []
        self.oddities: list[Oddity] = []
        self.one = ParagraphReader(_notes(package), styles, marked)
        self.tables = 0
        self.waiting: list[str] = []  # bookmarks that begin between two paragraphs belong to the next

    def whole(self) -> WordText:
        body = self.package.document.find(f"{W}body")
        if body is not None:
            self._blocks(body, None, "same", ())
        comments = tuple(replace(each, quoted=plainly(self.one.quoted.get(each.id, ""))) for each in _comments(self.package))
        self._beside()
        if self.one.fields.in_contents:  # contents without an end would swallow what follows
            for paragraph in self.paragraphs:
                paragraph.contents = False
        around, letterhead = _around(self.package)
        return WordText(tuple(self.paragraphs), comments, around, tuple(self.oddities), letterhead)

    def _blocks(self, node: etree._Element, cell: Cell | None, row: State, hands: tuple[Hand, ...]) -> None:
        for child in node:
            tag = str(child.tag)
            if tag == f"{W}p":
                here = Paragraph(cell=cell, row=row, row_hands=hands, bookmarks=self.waiting)
                self.waiting = []
                self.paragraphs.append(self.one.read(child, here))
            elif tag == f"{W}bookmarkStart":
                self.waiting.append(child.get(f"{W}name", ""))
            elif tag == f"{W}tbl":
                if cell is not None:
                    self.oddities.append(Oddity("a table inside a table", "".join(text.text or "" for text in child.iter(f"{W}t"))[:200]))
                self._table(child, row, hands)
            elif tag in _WRAPPERS:
                self._blocks(child, cell, row, hands)
            elif tag in _GONE:
                self._blocks(child, cell, "deleted", (*hands, hand(child)))
            elif tag == f"{W}altChunk":
                self.oddities.append(Oddity("a part of the document that lies in another file"))
            elif tag == f"{W}sectPr":
                self._looks(child)

    def _table(self, table: etree._Element, above: State, hands: tuple[Hand, ...]) -> None:
        number, self.tables = self.tables, self.tables + 1
        self._looks(table)
        for row_number, row in enumerate(_inner(table, f"{W}tr")):
            state, by = above, hands
            properties = row.find(f"{W}trPr")
            for change in properties if properties is not None else ():
                if str(change.tag) in _ROW_CHANGES:
                    here = _ROW_CHANGES[str(change.tag)]
                    state, by = (here if state in ("same", here) else "vain"), (*by, hand(change))
            for column, cell in enumerate(_inner(row, f"{W}tc")):
                self._blocks(cell, Cell(number, row_number, column), state, by)

    def _looks(self, node: etree._Element) -> None:
        """Take note of tracked changes of looks, and of cells that were put in, taken out or joined: what the cells say is read all the same."""
        for child in node.iter():
            if str(child.tag) in _CHANGES_OF_LOOKS:
                self.oddities.append(Oddity("formatting only, tracked", hands=(hand(child),)))
            elif str(child.tag) in _CELL_CHANGES:
                self.oddities.append(Oddity("cells of a table that were put in, taken out or joined, tracked", hands=(hand(child),)))

    def _beside(self) -> None:
        for each in self.package.external:
            self.oddities.append(Oddity(f"something that is drawn from outside ({each.kind})", each.target[:200]))


def _inner(node: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Yield the rows of a table or the cells of a row, also those in a control."""
    for child in node:
        if child.tag == tag:
            yield child
        elif str(child.tag) in _WRAPPERS:
            yield from _inner(child, tag)


def _styles(package: WordPackage) -> tuple[dict[str, str], dict[str, str]]:
    """Return the names of styles by id, and for those that hide or strike what they are, by name."""
    names, marked = {}, {}
    for part in package.related("styles"):
        for style in package.xml(part).iter(f"{W}style"):
            name = value(style, "name") or style.get(f"{W}styleId", "")
            names[style.get(f"{W}styleId", "")] = name
            look = style.find(f"{W}rPr")
            if is_on(look, "vanish"):
                marked[name] = "hidden"
            elif is_on(look, "strike") or is_on(look, "dstrike"):
                marked[name] = "struck through"
    return names, marked


def _notes(package: WordPackage) -> dict[tuple[str, str], str]:
    found = {}
    for kind in ("footnote", "endnote"):
        for part in package.related(f"{kind}s"):
            for note in package.xml(part).iter(f"{W}{kind}"):
                found[(kind, note.get(f"{W}id", ""))] = plainly(_said(note))
    return found


def _said(node: etree._Element) -> str:
    return "\n".join("".join(text.text or "" for text in paragraph.iter(f"{W}t")) for paragraph in node.iter(f"{W}p"))


def _comments(package: WordPackage) -> Iterator[Comment]:
    answers, done = _answers(package)
    every = [one for part in package.related("comments") for one in package.xml(part).iter(f"{W}comment")]
    found = [(one, [paragraph.get(f"{_W14}paraId", "") for paragraph in one.iter(f"{W}p")]) for one in every]
    owner = {key: one.get(f"{W}id", "") for one, keys in found for key in keys if key}
    for one, keys in found:
        above = next((answers[key] for key in keys if key in answers), "")
        yield Comment(
            one.get(f"{W}id", ""), one.get(f"{W}author", ""), one.get(f"{W}date", ""), _said(one).strip(), owner.get(above, ""),
            done=any(key in done for key in keys),
        )  # fmt: skip


def _answers(package: WordPackage) -> tuple[dict[str, str], set[str]]:
    """Return which comment paragraph answers which, and which are marked as done; Word keeps this apart from the comments."""
    answers, done = {}, set()
    for part in package.related("commentsExtended"):
        for one in package.xml(part).iter(f"{_W15}commentEx"):
            key = one.get(f"{_W15}paraId", "")
            if one.get(f"{_W15}paraIdParent"):
                answers[key] = one.get(f"{_W15}paraIdParent", "")
            if one.get(f"{_W15}done", "0") not in ("0", "false"):
                done.add(key)
    return answers, done


def _around(package: WordPackage) -> tuple[tuple[str, ...], bool]:
    """Return the words of each header and footer, and whether a letterhead printed such; page numbers and its own lines are left out, what is said twice counts once."""
    found: dict[str, None] = {}
    own = False
    for kind in ("header", "footer"):
        for part in package.related(kind):
            reader = ParagraphReader({}, {}, {})
            shown: list[str] = []
            for node in package.xml(part).iter(f"{W}p"):
                here = reader.read(node, Paragraph())
                said = letterhead_line(here.bookmarks, here.text)
                own = own or bool(said)
                shown += [] if said == "own" else [piece.text for piece in here.pieces if not piece.text.strip().isdigit()] + [" "]
            if words := plainly("".join(shown)):
                found[f"{kind}: {words}"] = None
    return tuple(found), own
