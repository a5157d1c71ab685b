"""Read a wording: a small subset of Markdown (nested ordered lists, bold for a defined term) with braces for values and references."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from agreements.conditions import Condition
from agreements.library import AnnexSlot, Block, Paragraph, Piece, RefSlot, Slot, TermMark, Words
from clauses.files import Source

_MARK = re.compile(r"\*\*(?P<term>[^*]+)\*\*|\{\{\s*(?P<brace>.*?)\s*\}\}")
_CALL = re.compile(r'(?P<name>\w+)\((?P<arguments>(?:\s*"[^"]*"\s*,?)*)\)$')
_LABEL = re.compile(r"\{#(?P<label>[a-z0-9-]+)\}\s*")
_BLOCKS = {"items", "table", "form", "register", "glossary"}
_DEEPEST = 3


@cache
def _markdown() -> MarkdownIt:
    reader = MarkdownIt("zero").enable(["list"])
    reader.core.ruler.disable(["inline", "text_join"])  # braces and bold are read here, in the raw text
    return reader


def curly(text: str) -> str:
    """Return *text* with typographic quotes; what stands in braces stays as it is.

    >>> curly('the "Share"')
    'the “Share”'
    """
    if '"' not in text and "'" not in text:
        return text
    parts = re.split(r"(\{\{.*?\}\})", text)
    for index in range(0, len(parts), 2):
        before = "x" if index else " "
        plain = re.sub(r'(^|[\s(\[—–])"', r"\1“", before + parts[index])[1:]
        plain = re.sub(r"(^|[\s(\[—–“])'(?=\w)", r"\1‘", before + plain)[1:]
        parts[index] = plain.replace('"', "”").replace("'", "’")
    return "".join(parts)


def pieces(text: str, note: Callable[[str, str], None]) -> tuple[Piece, ...]:
    """Return the pieces of one paragraph or line; *note* is called with what is wrong and how to mend it."""
    found: list[Piece] = []
    position = 0
    text = curly(" ".join(text.split()))
    for mark in _MARK.finditer(text):
        if mark.start() > position:
            found.append(Words(text[position : mark.start()]))
        found.append(TermMark(mark["term"]) if mark["term"] else _brace(mark["brace"], note))
        position = mark.end()
    if position < len(text):
        found.append(Words(text[position:]))
    left = "".join(piece.text for piece in found if isinstance(piece, Words))
    if "{" in left or "}" in left or "**" in left:
        note("a brace or bold mark is not closed.", "Write {{ name }} or **Term**.")
    return tuple(found)


def _brace(inner: str, note: Callable[[str, str], None]) -> Piece:
    if re.fullmatch(r"[a-z_0-9]+", inner):
        return Slot(inner)
    call = _CALL.match(inner)
    arguments = tuple(re.findall(r'"([^"]*)"', call["arguments"])) if call else ()
    match (call["name"] if call else "", arguments):
        case ("ref", (clause,)):
            return RefSlot(clause)
        case ("ref", (clause, label)):
            return RefSlot(clause, label)
        case ("annex", (annex,)):
            return AnnexSlot(annex)
    note(f"“{{{{ {inner} }}}}” is not understood.", 'Only {{ name }}, {{ ref("clause") }}, {{ annex("id") }} and the blocks may stand in braces.')
    return Words("")


def _block(text: str) -> Block | None:
    whole = re.fullmatch(r"\{\{\s*(\w+)\((.*)\)\s*\}\}", text.strip(), flags=re.DOTALL)
    if not whole or whole[1] not in _BLOCKS:
        return None
    arguments = tuple(curly(argument) for argument in re.findall(r'"([^"]*)"', whole[2]))
    kind = whole[1]
    if kind in {"items", "table"}:
        return Block(kind, arguments[0] if arguments else "", arguments[1:])  # type: ignore[arg-type]  # kind is one of _BLOCKS
    return Block(kind, "", arguments)  # type: ignore[arg-type]  # kind is one of _BLOCKS


class _Wording:
    def __init__(self, source: Source, conditions: Mapping[str, Condition], terms: Callable[[str], frozenset[str]]) -> None:
        self.source, self.conditions, self.terms = source, conditions, terms
        self.labels: set[str] = set()

    def line(self, node: SyntaxTreeNode) -> int:
        return self.source.body_line + (node.map[0] if node.map else 0)

    def fault(self, node: SyntaxTreeNode, what: str, mend: str = "") -> None:
        self.source.fault(what, mend, line=self.line(node))

    def paragraphs(self, nodes: list[SyntaxTreeNode], depth: int) -> tuple[Paragraph, ...]:
        found: list[Paragraph] = []
        for node in nodes:
            if node.type != "ordered_list":
                self.fault(node, "text stands outside the numbered list.", "Begin every paragraph with “1.”; indent its points by three spaces.")
                continue
            if depth > _DEEPEST:
                self.fault(node, "the list is nested too deep.", "Use at most three levels.")
            found.extend(self.paragraph(item, depth) for item in node.children)
        return tuple(found)

    def paragraph(self, item: SyntaxTreeNode, depth: int) -> Paragraph:
        first, rest = (item.children[0], item.children[1:]) if item.children else (None, [])
        text = first.children[0].content if first is not None and first.type == "paragraph" else ""
        label = ""
        if mark := _LABEL.match(text):
            label, text = mark["label"], text[mark.end() :]
            if label in self.labels:
                self.fault(item, f"the label “{label}” is used twice.", "Give each paragraph its own label.")
            self.labels.add(label)
        if not text.strip():
            self.fault(item, "the paragraph has no text.", "Write it or delete it.")
        children = self.paragraphs(rest, depth + 1)
        block = _block(text)
        parts = () if block else pieces(text, lambda what, mend: self.fault(item, what, mend))
        words = " ".join(part.text for part in parts if isinstance(part, Words))
        return Paragraph(parts, children, label, self.conditions.get(label), block, self.terms(words))


def read_wording(source: Source, conditions: Mapping[str, Condition], terms: Callable[[str], frozenset[str]]) -> tuple[Paragraph, ...]:
    """Return the paragraphs of *source*, each with the condition of its label; faults are noted in the source.

    *terms* finds the shared terms in a text.
    """
    tree = SyntaxTreeNode(_markdown().parse(source.body))
    wording = _Wording(source, conditions, terms)
    paragraphs = wording.paragraphs(list(tree.children), 1)
    for label in conditions:
        if label not in wording.labels:
            source.fault(f"the condition “{label}” belongs to no paragraph.", f"Begin its paragraph with {{#{label}}}.", line=source.line_of(label))
    if not paragraphs:
        source.fault("the wording has no text.", "Write it below the head.", line=source.body_line)
    return paragraphs
