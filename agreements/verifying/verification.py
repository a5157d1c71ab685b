"""Say whether a PDF or a Word file still is what was generated: by making it anew from the agreement that it carries, and by comparing what differs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from agreements.agreement import Agreement, plain
from agreements.foreign.carried import ATTACHMENT, Carried, carried_in_word, read_agreement
from agreements.foreign.file_kind import is_pdf, is_word, require
from agreements.foreign.pdf_file import PdfFile, open_pdf, pdf_pages
from agreements.foreign.refusal import refuse
from agreements.foreign.word_package import WordPackage, open_word
from agreements.letterhead.head import HEAD, Head, head_in
from agreements.reading.edits import Edit
from agreements.reading.reading import Reading, read_back
from agreements.reading.report import VERBS, place_of, shown
from agreements.reading.tree_runs import tree_runs
from agreements.verifying.pdf_comparison import Difference, page_differences

Status = Literal["unchanged", "same text", "added to", "same words", "changed"]
Renderer = Callable[[Agreement, bool], bytes]
PdfRenderer = Callable[[Agreement, bool, Head | None], bytes]
_WORDS_ON_A_PAGE, _SPARE = 1500, 3000


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of a file.

    ``unchanged``: every byte is as generated. ``same text``: it says the same, but was packed anew or looks different. ``added to``: it begins with
    what was generated, something follows, and the pages say the same. ``same words``: a PDF that says the same, but of which no page is drawn as it was
    generated, so that nobody can tell whether a word is covered. ``changed``: it is no longer what was generated.
    *draft* is None where the file does not tell.
    """

    status: Status
    form: Literal["PDF", "Word"]
    agreement: Agreement
    fingerprint: str
    draft: bool | None
    differences: tuple[Difference, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Tell whether the file still is what was generated."""
        return self.status not in ("same words", "changed")


def verify(content: bytes, name: str, docx: Renderer, pdf: PdfRenderer) -> Verdict:
    """Return what is known of the file *content*; *docx* and *pdf* write an agreement, as a draft or not, *pdf* with the head of a letterhead if one is carried.

    Raises :class:`~agreements.foreign.refusal.FileRefused` when it cannot be opened or carries no agreement.
    """
    require(content, name, "a PDF or a Word file (.docx)", fits=is_pdf(content) or is_word(content))
    if is_pdf(content):
        return _verify_pdf(open_pdf(content, name), pdf)
    return _verify_word(open_word(content, name), content, docx)


# Word --------------------------------------------------------------------------------------------------------------------


def _verify_word(package: WordPackage, content: bytes, docx: Renderer) -> Verdict:
    carried = carried_in_word(package)
    if carried is None:
        refuse(
            package.name,
            "it carries no agreement: it was not made by Pactwright, or another program has taken the agreement out.",
            "Use read-back with --base.",
        )
    known = Verdict("unchanged", "Word", carried.agreement, carried.fingerprint, carried.draft)
    for draft in (False, True):
        if docx(carried.agreement, draft) == content:
            return replace(known, draft=draft)
    reading = read_back(package, carried.agreement)
    differences = (*_inside(carried), *(_edited(edit) for edit in reading.edits), *_remarked(reading))
    notes = [f"It holds {len(reading.comments)} comment{'' if len(reading.comments) == 1 else 's'}."] if reading.comments else []
    if reading.text.letterhead:
        notes.append("It is printed on a hub's own letterhead; the words of the letterhead are no part of the agreement.")
    if differences:
        return replace(known, status="changed", differences=differences, notes=tuple(notes))
    return replace(
        known, status="same text", notes=(*notes, "It was saved by another program, printed on a letterhead, or made by another version of this one.")
    )


def _inside(carried: Carried) -> Iterator[Difference]:
    if not carried.stated:
        yield Difference("the agreement inside", "its fingerprint was taken out")
    elif not carried.is_whole:
        yield Difference("the agreement inside", "it was changed: it does not fit its fingerprint")


def _edited(edit: Edit) -> Difference:
    how = "under tracking" if edit.tracked else "without a trace"
    words = shown(edit.stretches) if edit.stretches and edit.what not in ("inserted", "deleted") else edit.now or edit.was
    return Difference(place_of(edit), f"{VERBS[edit.what]} {how}: {words}", edit.part)


def _remarked(reading: Reading) -> Iterator[Difference]:
    for remark in reading.remarks:
        where = " ".join(part for part in (remark.number, remark.heading) if part)
        yield Difference(where or "the file", f"{remark.what}{f': {remark.words}' if remark.words else ''}", remark.part)


# PDF ---------------------------------------------------------------------------------------------------------------------


def _verify_pdf(file: PdfFile, pdf: PdfRenderer) -> Verdict:
    attached = file.attachments.get(ATTACHMENT)
    if attached is None:
        refuse(
            file.name,
            "it carries no agreement: it was not made by Pactwright, or another program has taken the agreement out.",
            "Ask for the file as it was generated.",
        )
    agreement = read_agreement(attached, f"{file.name}, {ATTACHMENT}")
    carried = Carried(agreement, "", None)
    known = Verdict("unchanged", "PDF", agreement, carried.fingerprint, None)
    notes = tuple(f"It holds {action}." for action in file.actions)
    if _words(agreement) > _WORDS_ON_A_PAGE * file.pages + _SPARE:
        return replace(known, status="changed", differences=(Difference("the agreement inside", "it is far longer than the pages"),), notes=notes)
    head = head_in(file.attachments.get(HEAD, b""))
    notes += ("It has the head of a hub's own letterhead, which is no part of the agreement.",) if head else ()
    made: dict[bool, bytes] = {}
    for draft in (False, True):
        made[draft] = pdf(agreement, draft, head)
        if file.content == made[draft]:
            return replace(known, draft=draft)
        if file.content.startswith(made[draft]):
            return _added(replace(known, draft=draft, notes=notes), file, made[draft])
    return _differing(replace(known, notes=notes), file, made)


def _words(agreement: Agreement) -> int:
    return sum(len(plain(runs).split()) for runs in tree_runs(agreement).values())


def _added(known: Verdict, file: PdfFile, made: bytes) -> Verdict:
    """Judge a file that begins with every byte that was generated: signatures are added so, and so are notes and changes."""
    signed = f"{file.signatures} signature{'' if file.signatures == 1 else 's'}" if file.signatures else ""
    note = f"Something was added behind what was generated: {signed or 'no signature'}."
    if signed:
        note += " Whether the signatures are valid is not checked here."
    differences = page_differences(known.agreement, made, file.content, file.name, signed=bool(signed))
    changed = any(each.matters for each in differences) or bool(file.actions)
    return replace(known, status="changed" if changed else "added to", differences=differences, notes=(*known.notes, note))


def _differing(known: Verdict, file: PdfFile, made: dict[bool, bytes]) -> Verdict:
    """Compare with the final and the draft, whichever is nearer: the one of which more pages are drawn the same."""
    digests = [page.digest for page in pdf_pages(file.content, file.name, words=False).pages]
    near = {draft: sum(page.digest in digests for page in pdf_pages(content, file.name, words=False).pages) for draft, content in made.items()}
    draft = near[True] > near[False] if any(near.values()) else _says_draft(file, known.agreement)
    differences = page_differences(known.agreement, made[draft], file.content, file.name)
    known = replace(known, draft=draft)
    if any(each.matters for each in differences) or file.actions:
        return replace(known, status="changed", differences=differences)
    if not any(near.values()):
        return replace(known, status="same words", differences=differences)
    return replace(known, status="same text", differences=differences, notes=(*known.notes, "It was saved anew by another program."))


def _says_draft(file: PdfFile, agreement: Agreement) -> bool:
    """Tell whether every page bears the mark of a draft."""
    mark = agreement.words.draft.casefold()
    return all(mark in page.text.casefold().split() for page in pdf_pages(file.content, file.name, words=True).pages)
