"""Walk through the parts of a letterhead that print, paragraph by paragraph, and say where each paragraph stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from agreements.errors import shortened

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BREAK = "\n"  # stands for whatever is no letter: a tab, a picture, a field; no placeholder reaches across it
_LEAVES = frozenset(
    f"{W}{name}" for name in ("tab", "br", "cr", "drawing", "pict", "object", "fldChar", "instrText", "sym", "footnoteReference", "endnoteReference", "ptab")
)
_ODD_SPACES = str.maketrans(dict.fromkeys("\u00a0\u202f\u2009\t\r\n\u00ad\u200b\ufeff", " "))


@dataclass(frozen=True, slots=True)
class Story:
    """A part that prints: its name in the package, what people call it, its XML."""

    part: str
    shown: str
    root: etree._Element


@dataclass(slots=True)
class Paragraph:
    """A paragraph with the pieces of text that are its own; those of a text box in it belong to the paragraphs of the text box."""

    story: Story
    number: int
    element: etree._Element
    leaves: list[etree._Element] = field(default_factory=list)

    @property
    def typed(self) -> str:
        """Its text as it was typed, with :data:`BREAK` for what is no letter."""
        return "".join((leaf.text or "") if leaf.tag == f"{W}t" else BREAK for leaf in self.leaves)

    @property
    def words(self) -> str:
        """Its text, with :data:`BREAK` for what is no letter and a plain space for each odd one; as long as what was typed."""
        return "".join((leaf.text or "").translate(_ODD_SPACES) if leaf.tag == f"{W}t" else BREAK for leaf in self.leaves)

    @property
    def place(self) -> str:
        """Where it stands, with its text quoted."""
        return f"{self.story.shown}, paragraph {self.number} “{shortened(' '.join(self.words.split()))}”"


def paragraphs(story: Story) -> list[Paragraph]:
    """Return the paragraphs of *story* in order, those in tables and text boxes included."""
    found: dict[etree._Element, Paragraph] = {}
    for element in story.root.iter(f"{W}p"):
        found[element] = Paragraph(story, len(found) + 1, element)
    for leaf in story.root.iter(f"{W}t", *_LEAVES):
        if leaf.tag != f"{W}t" and not _in_run(leaf):
            continue
        around = next(leaf.iterancestors(f"{W}p"), None)
        if around is not None:
            found[around].leaves.append(leaf)
    return list(found.values())


def _in_run(leaf: etree._Element) -> bool:
    parent = leaf.getparent()
    return parent is not None and parent.tag == f"{W}r"


def plain_text(element: etree._Element) -> str:
    """Return the words within *element*, one line per paragraph or line break."""
    lines = []
    for paragraph in element.iter(f"{W}p"):
        parts = ((leaf.text or "") if leaf.tag == f"{W}t" else "\n" if leaf.tag in (f"{W}br", f"{W}cr") else "" for leaf in paragraph.iter())
        lines.append("".join(parts))
    return "\n".join(lines)


def ancestors_until(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Yield the elements around *element*, from the inside out, up to and with the first called *tag*."""
    for ancestor in element.iterancestors():
        yield ancestor
        if ancestor.tag == tag:
            return
