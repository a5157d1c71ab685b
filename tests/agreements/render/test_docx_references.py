"""Every cross-reference of a Word file is a field whose words are those that Word will compute."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from docx_reading import W, Word
from lxml import etree

from agreements.agreement import Agreement, Reference
from agreements.assembly import Drafted
from agreements.render.docx import render
from agreements.render.docx_numbering import printed_labels, read_lists


def fields(word: Word) -> Iterator[tuple[str, str]]:
    """Yield the instruction and the words of each REF field."""
    instruction, words, state = "", "", ""
    for node in word.root.iter(f"{W}fldChar", f"{W}instrText", f"{W}t"):
        if node.tag == f"{W}fldChar":
            state = node.get(f"{W}fldCharType")
            if state == "end" and instruction.startswith("REF "):
                yield instruction, words
            instruction, words = (instruction, "") if state == "separate" else ("", "")
        elif node.tag == f"{W}instrText":
            instruction = (node.text or "").strip()
        elif state == "separate":
            words += node.text or ""


def numbers(word: Word) -> dict[etree._Element, tuple[str, str]]:
    """Return for each numbered paragraph the number that it prints, and that number with all above it."""
    rows = word.numbered()
    printed = printed_labels(read_lists(word.archive.read("word/numbering.xml")), [row[1:] for row in rows])
    found, above = {}, dict.fromkeys(range(9), "")
    for (paragraph, _, level), label in zip(rows, printed, strict=True):
        own = label.rstrip(".")
        whole = own if "." in own or own.isdigit() else above.get(level - 1, "") + own
        above[level] = whole
        found[paragraph] = (own, whole)
    return found


def computed(word: Word, instruction: str, known: dict[etree._Element, tuple[str, str]]) -> str:
    """Return what Word makes of a REF field: the words of its bookmark, or the number of the paragraph where it begins."""
    _, name, *switches = instruction.split()
    start = word.bookmarks()[name]
    if not {"\\r", "\\n", "\\w"} & set(switches):
        return word.within(name)
    paragraph = next(start.iterancestors(f"{W}p"))
    own, whole = known[paragraph]
    return whole if "\\w" in switches else own


def test_each_reference_says_what_word_will_compute(kind: str, deal: Callable[..., Any], drafted: Callable[[Any], Drafted]) -> None:
    word = Word(render(drafted(deal(kind)).agreement))
    known = numbers(word)
    found = list(fields(word))
    assert found
    assert [(instruction, words.replace("\xa0", " ")) for instruction, words in found] == [(each, computed(word, each, known)) for each, _ in found]


def test_each_reference_of_the_tree_is_a_field(kind: str, deal: Callable[..., Any], drafted: Callable[[Any], Drafted]) -> None:
    agreement = drafted(deal(kind)).agreement
    known = {provision.id for provision in agreement.provisions()} | {annex.id for annex in agreement.annexes}
    referring = [run for line in lines(agreement) for run in line if isinstance(run, Reference) and run.target in known]
    assert len(list(fields(Word(render(agreement))))) == len(referring)


def lines(agreement: Agreement) -> Iterator[Any]:
    yield from (row.runs for row in agreement.cover)
    yield from (line.runs for line in (*agreement.parties, *agreement.recitals))
    yield agreement.execution_intro
    for provision in agreement.provisions():
        yield provision.runs
        yield from (cell for row in (provision.table.rows if provision.table else ()) for cell in row)


def test_a_reference_leads_to_a_single_paragraph(agreement: Agreement) -> None:
    word = Word(render(agreement))
    for name in {instruction.split()[1] for instruction, _ in fields(word)}:
        start = word.bookmarks()[name]
        end = next(node for node in word.root.iter(f"{W}bookmarkEnd") if node.get(f"{W}id") == start.get(f"{W}id"))
        assert next(start.iterancestors(f"{W}p")) is next(end.iterancestors(f"{W}p")), name
