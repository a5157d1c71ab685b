"""Gather what a person has to look at: what was done to a Word file that no list of changed words can show, and what was commented."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agreements.reading.edits import Fate
from agreements.reading.letterhead_lines import letterhead_line
from agreements.reading.places import Generated, heading_of
from agreements.reading.views import View, accepted, rejected
from agreements.reading.word_text import Comment, Hand, Paragraph, WordText, plainly

_LONGEST_QUOTE = 300


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that needs a person: *what* it is, where, the paragraph around it and the words that belong to it."""

    what: str
    id: str = ""
    part: str = ""
    heading: str = ""
    number: str = ""
    paragraph: str = ""
    words: str = ""
    hands: tuple[Hand, ...] = ()


@dataclass(frozen=True, slots=True)
class PlacedComment:
    """A comment with the paragraph that it stands beside."""

    comment: Comment
    id: str
    part: str
    heading: str
    number: str
    answers: tuple[Comment, ...] = ()


@dataclass(frozen=True, slots=True)
class _Home:
    id: str = ""
    part: str = ""
    heading: str = ""
    number: str = ""


def placed_comments(fates: Sequence[Fate], text: WordText, printed: Generated) -> Iterator[PlacedComment]:
    """Yield every comment that answers no other, with its answers, in the order of the file; those that stand nowhere come last."""
    homes = _homes(fates, printed)
    beside: dict[str, _Home] = {}
    for number, paragraph in enumerate(text.paragraphs):
        for id_ in paragraph.comments:
            beside.setdefault(id_, homes.get(number, _Home()))
    known = {comment.id for comment in text.comments}
    first = [comment for comment in text.comments if comment.answers not in known]
    order = {id_: place for place, id_ in enumerate(beside)}
    for comment in sorted(first, key=lambda each: order.get(each.id, len(order))):
        home = beside.get(comment.id, _Home())
        yield PlacedComment(comment, home.id, home.part, home.heading, home.number, tuple(_answers(comment, text.comments)))


def _answers(comment: Comment, among: Sequence[Comment]) -> Iterator[Comment]:
    """Yield the answers to *comment*, and the answers to these."""
    asked = {comment.id}
    for each in among:
        if each.answers in asked:
            asked.add(each.id)
            yield each


def remarks(fates: Sequence[Fate], text: WordText, printed: Generated) -> Iterator[Remark]:
    """Yield what needs a person, in the order of the file; each thing once."""
    seen: set[Remark] = set()
    for remark in (*_in_paragraphs(fates, text, printed), *_in_looks(fates, text), *_letterhead(text), *_tables(fates), *_around(fates, text, printed)):
        if remark not in seen:
            seen.add(remark)
            yield remark


def _in_paragraphs(fates: Sequence[Fate], text: WordText, printed: Generated) -> Iterator[Remark]:
    homes = _homes(fates, printed)
    for number, paragraph in enumerate(text.paragraphs):
        if paragraph.contents:
            continue
        home = homes.get(number, _Home())
        quote = plainly(paragraph.text)[:_LONGEST_QUOTE]
        for odd in paragraph.oddities:
            yield Remark(odd.what, home.id, home.part, home.heading, home.number, quote, plainly(odd.words)[:_LONGEST_QUOTE], odd.hands)
        if paragraph.row == "vain" and quote:
            yield Remark(
                "a row that one person put in and another took out again", home.id, home.part, home.heading, home.number, quote, "", paragraph.row_hands
            )
    yield from (Remark(odd.what, words=plainly(odd.words)[:_LONGEST_QUOTE], hands=odd.hands) for odd in text.oddities)


def _in_looks(fates: Sequence[Fate], text: WordText) -> Iterator[Remark]:
    """Yield paragraphs whose style or numbering is no longer the one that was generated: their number, or their place in the outline, may print otherwise."""
    for fate in fates:
        view = fate.after or fate.before
        if fate.place is None or view is None or not fate.place.number or (text.letterhead and fate.place.part == "cover"):  # a hub sets its cover as it likes
            continue
        where = (fate.id, fate.place.part, fate.place.title, fate.place.number, view.text[:_LONGEST_QUOTE])
        if view.style.casefold() != fate.place.view.style.casefold():
            yield Remark(f"the paragraph style is “{view.style}” instead of “{fate.place.view.style}”", *where)
        if _unnumbered(text.paragraphs, view) and not fate.place.view.text.startswith(fate.place.number):
            yield Remark("the paragraph no longer has a number", *where)


def _unnumbered(paragraphs: Sequence[Paragraph], view: View) -> bool:
    return paragraphs[view.sources[-1]].unnumbered


def _letterhead(text: WordText) -> Iterator[Remark]:
    for view in (*accepted(text.paragraphs), *rejected(text.paragraphs)):
        if letterhead_line(view.bookmarks, view.words) == "changed":
            yield Remark("a line of the letterhead was changed", paragraph=view.text[:_LONGEST_QUOTE])


def _tables(fates: Sequence[Fate]) -> Iterator[Remark]:
    """Yield each table that the agreement does not have; its words are among the insertions."""
    views = [(fate, fate.after) for fate in fates if fate.after and fate.after.cell]
    known = {view.cell.table for fate, view in views if view.cell and fate.place}
    new = {view.cell.table: view for fate, view in reversed(views) if view.cell and view.cell.table not in known}
    for table, view in sorted(new.items()):
        words = " | ".join(one.text for _, one in views if one.cell and one.cell.table == table)
        yield Remark("a new table", paragraph=view.text[:_LONGEST_QUOTE], words=words[:_LONGEST_QUOTE])


def _around(fates: Sequence[Fate], text: WordText, printed: Generated) -> Iterator[Remark]:
    """Yield what differs in headers, footers and the list of contents, which Word makes anew from the headings."""
    yield from (Remark("a header or footer that was not generated", words=words[:_LONGEST_QUOTE]) for words in text.around if words not in printed.around)
    if not text.letterhead and (text.around or not printed.around):
        yield from (Remark("a header or footer is missing", words=words[:_LONGEST_QUOTE]) for words in sorted(printed.around) if words not in text.around)
    elif not text.letterhead:
        yield Remark("all headers and footers are missing")
    headings = printed.contents | {fate.after.text for fate in fates if fate.after} | {fate.before.text for fate in fates if fate.before}
    for paragraph in text.paragraphs:
        words = plainly(heading_of("".join(piece.text for piece in paragraph.pieces if piece.state in ("same", "inserted"))))
        if paragraph.contents and words and words not in headings:
            yield Remark("a line in the list of contents that is no heading", paragraph=words[:_LONGEST_QUOTE])


def _homes(fates: Sequence[Fate], printed: Generated) -> dict[int, _Home]:
    """Return where each paragraph of the file stands; a new one stands in the clause of the one before it."""
    titles = {place.part: place.title for place in printed.places}
    parts: dict[str, str] = {"": "cover"}
    found: dict[int, _Home] = {}
    for fate in fates:
        part = fate.place.part if fate.place else parts.get(fate.follows, "")
        parts[fate.id] = part
        home = _Home(fate.id, part, titles.get(part, ""), fate.place.number if fate.place else "")
        for view in (fate.after, fate.before):
            for source in view.sources[::-1] if view else ():
                found.setdefault(source, home)
    return found
