"""A file that was generated is recognised; whatever was done to it since is told, and where."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pikepdf
import pytest
from word_edits import WordFile, comment, replace_silently, replace_tracked

from agreements.agreement import Agreement, Value, fingerprint, to_json
from agreements.assembly import draft
from agreements.errors import AgreementError
from agreements.intake import read_deal
from agreements.letterhead.head import Head
from agreements.render import docx, pdf
from agreements.verifying.verification import Verdict, verify
from clauses import library
from clauses.library import example

KINDS = sorted(library().kinds)
SMALL = "framework-accession"


@cache
def made(kind: str = SMALL) -> Agreement:
    return draft(read_deal(example(kind), library()), library()).agreement


@cache
def as_pdf(agreement: Agreement, draft: bool = False, head: Head | None = None) -> bytes:
    return pdf.render(agreement, draft=draft, head=head)


@cache
def as_word(agreement: Agreement, draft: bool = False) -> bytes:
    return docx.render(agreement, draft=draft)


def verdict(content: bytes) -> Verdict:
    return verify(content, "file", as_word, as_pdf)


def told(found: Verdict) -> str:
    return "\n".join([*(f"{each.where}: {each.what}" for each in found.differences), *found.notes])


@pytest.mark.parametrize("as_draft", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_a_word_file_as_generated_is_unchanged(kind: str, as_draft: bool) -> None:
    found = verdict(as_word(made(kind), as_draft))

    assert (found.status, found.draft, found.fingerprint) == ("unchanged", as_draft, fingerprint(made(kind)))


@pytest.mark.parametrize("kind", KINDS)
def test_a_pdf_as_generated_is_unchanged(kind: str) -> None:
    found = verdict(as_pdf(made(kind)))

    assert (found.status, found.draft, found.agreement) == ("unchanged", False, made(kind))


def test_a_draft_is_known_as_one() -> None:
    assert verdict(as_pdf(made(), draft=True)).draft is True


# Word --------------------------------------------------------------------------------------------------------------------


def packed(content: bytes, change: Callable[[str, bytes], bytes] = lambda _, part: part) -> bytes:
    """The same parts in another archive."""
    made_anew = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(made_anew, "w", zipfile.ZIP_DEFLATED) as other:
        for name in archive.namelist():
            other.writestr(name, change(name, archive.read(name)))
    return made_anew.getvalue()


def test_a_word_file_that_was_packed_anew_has_the_same_text() -> None:
    assert verdict(packed(as_word(made()))).status == "same text"


def test_one_letter_in_the_text_of_a_word_file_is_found() -> None:
    file = WordFile(as_word(made()))
    replace_silently(file, file.find("The parties agree"), "agree", "agreed")

    found = verdict(file.saved())

    assert found.status == "changed"
    assert "changed without a trace: The parties [-agree-][+agreed+] as follows." in told(found)


def test_a_tracked_change_and_a_comment_are_told() -> None:
    file = WordFile(as_word(made()))
    replace_tracked(file, file.find("The parties agree"), "agree", "concur")
    comment(file, file.find("The parties"), "Really?")

    found = verdict(file.saved())

    assert found.status == "changed"
    assert "under tracking" in told(found)
    assert "It holds 1 comment." in told(found)


def test_the_agreement_inside_a_word_file_must_fit_its_fingerprint() -> None:
    other = packed(as_word(made()), lambda name, part: part.replace(b"NET-ACC-2026-01", b"NET-ACC-2026-02") if "customXml/item" in name else part)

    found = verdict(other)

    assert found.status == "changed"
    assert "it does not fit its fingerprint" in told(found)


def test_text_and_agreement_changed_alike_fit_each_other_and_have_another_fingerprint() -> None:
    forged = replace(made(), title="Accession of somebody else")

    found = verdict(as_word(forged))

    assert found.status == "unchanged"
    assert found.fingerprint != fingerprint(made())


def test_a_header_that_was_changed_is_told() -> None:
    other = packed(as_word(made()), lambda name, part: part.replace(b"Accession form", b"Order form") if "word/header" in name else part)

    assert "a header or footer that was not generated" in told(verdict(other))


# PDF ---------------------------------------------------------------------------------------------------------------------


def edited(change: Callable[[pikepdf.Pdf], None], content: bytes | None = None) -> bytes:
    saved = io.BytesIO()
    with pikepdf.open(io.BytesIO(content or as_pdf(made()))) as file:
        change(file)
        file.save(saved, deterministic_id=True)
    return saved.getvalue()


def appended(change: Callable[[pikepdf.Pdf], bytes]) -> bytes:
    """Add a revision behind every byte of the file, as programs that sign do: *change* gives the objects."""
    base = as_pdf(made())
    with pikepdf.open(io.BytesIO(base)) as file:
        size, root = int(file.trailer.Size), file.Root.objgen[0]
        body = change(file)
    start = int(re.findall(rb"startxref\s+(\d+)", base)[-1])
    at = len(base)
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<< /Size %d /Root %d 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
    new = b"%d 0 obj\n%s\nendobj\n" % (size, body)
    return base + new + table % (size, at, size + 1, root, start, at + len(new))


def drawn(text: str, at: tuple[int, int] = (100, 400)) -> bytes:
    return f"\nq BT /FX 12 Tf 1 0 0 1 {at[0]} {at[1]} Tm ({text}) Tj ET Q\n".encode()


def draw(file: pikepdf.Pdf, page: int, content: bytes) -> None:
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    resources = file.pages[page].obj.Resources
    if "/Font" not in resources:
        resources.Font = pikepdf.Dictionary()
    resources.Font.FX = file.make_indirect(font)
    file.pages[page].contents_add(content)


def page_reversed(file: pikepdf.Pdf) -> None:
    file.pages.reverse()


def note(file: pikepdf.Pdf) -> None:
    free = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FreeText, Rect=[100, 100, 300, 200], Contents="EUR 9", DA="/Helv 12 Tf")
    page = file.pages[1].obj
    page.Annots = file.make_indirect(pikepdf.Array([*page.get("/Annots", []), file.make_indirect(free)]))


def other_attachment(file: pikepdf.Pdf) -> None:
    title = made().title.encode()
    content = to_json(made())
    del file.attachments["agreement.json"]
    file.attachments["agreement.json"] = pikepdf.AttachedFileSpec(file, content.replace(title, b"Accession of X", 1), filename="agreement.json")


def swapped_letters(file: pikepdf.Pdf) -> None:
    """Let a font say other letters than it draws: a reader sees one thing, a program another."""
    for one in file.objects:
        if isinstance(one, pikepdf.Dictionary) and isinstance(one.get("/ToUnicode"), pikepdf.Stream):
            one.ToUnicode.write(one.ToUnicode.read_bytes().replace(b"<0031>", b"<0039>").replace(b"<0065>", b"<0061>"))


def titled(file: pikepdf.Pdf) -> None:
    file.docinfo["/Title"] = "Another title"


def scripted(file: pikepdf.Pdf) -> None:
    file.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))


CHANGES: list[tuple[Callable[[pikepdf.Pdf], None], str]] = [
    (lambda file: draw(file, 1, drawn("EUR 90,000")), r"page 2.*\[\+EUR 90,000\+\]"),
    (lambda file: draw(file, 1, b"\nq 3 Tr BT /FX 12 Tf 1 0 0 1 9 9 Tm (hidden words) Tj ET Q\n"), r"page 2.*hidden words"),
    (lambda file: draw(file, 1, b"\nq 1 g 100 400 300 200 re f Q\n"), "page 2: it has the same words, but is drawn differently"),
    (lambda file: file.add_blank_page(page_size=(595, 842)), "there are . instead of ."),
    (lambda file: file.pages.__delitem__(1), "page 2 as generated: this page is missing|there are . instead of ."),
    (page_reversed, "this is page . of what was generated"),
    (note, "page 2: notes or fields were laid over it"),
    (scripted, "a script"),
    (other_attachment, r"\[-.*-\]"),
    (swapped_letters, r"\[-.*-\]|drawn differently"),
]


@pytest.mark.parametrize(("change", "words"), CHANGES, ids=range(len(CHANGES)))
def test_what_was_done_to_a_pdf_is_told(change: Callable[[pikepdf.Pdf], None], words: str) -> None:
    found = verdict(edited(change))

    assert found.status == "changed"
    assert re.search(words, told(found), re.DOTALL), told(found)


def test_a_pdf_that_another_program_saved_has_the_same_text() -> None:
    found = verdict(edited(lambda _: None))

    assert (found.status, found.draft) == ("same text", False)


def test_another_title_in_the_properties_is_told_and_is_no_change_of_the_text() -> None:
    found = verdict(edited(titled))

    assert found.status == "same text"
    assert "title, author and dates: differs" in told(found)


def everywhere(file: pikepdf.Pdf) -> None:
    for page in file.pages:
        page.contents_add(b"\n% nothing\n")


def test_a_pdf_of_which_no_page_is_drawn_as_generated_is_not_confirmed() -> None:
    found = verdict(edited(everywhere))

    assert (found.status, found.holds, found.draft) == ("same words", False, False)
    assert "only a look can tell" in told(found)


def test_something_added_behind_the_file_is_told_from_a_signature() -> None:
    unsigned = verdict(appended(lambda _: b"<< /Type /Nothing >>"))
    signed = verdict(appended(lambda _: b"<< /Type /Sig /Filter /Adobe.PPKLite /ByteRange [0 1 2 3] /Contents <00> >>"))

    assert (unsigned.status, signed.status) == ("added to", "added to")
    assert "no signature" in told(unsigned)
    assert "1 signature. Whether the signatures are valid is not checked here" in told(signed)


def restored(file: pikepdf.Pdf, content: bytes) -> None:
    """Put the true agreement into a forged PDF."""
    del file.attachments["agreement.json"]
    file.attachments["agreement.json"] = pikepdf.AttachedFileSpec(file, content, filename="agreement.json")


def test_a_value_that_differs_from_the_attachment_is_named_with_its_clause() -> None:
    changed = 0

    def higher(agreement: Agreement) -> Agreement:
        nonlocal changed
        clauses = []
        for clause in agreement.clauses:
            children = tuple(
                replace(child, runs=tuple(replace(run, text="ninety-nine") if isinstance(run, Value) else run for run in child.runs))
                for child in clause.children
            )
            changed += children != clause.children
            clauses.append(replace(clause, children=children))
        return replace(agreement, clauses=tuple(clauses))

    found = verdict(edited(lambda file: restored(file, to_json(made())), as_pdf(higher(made()))))

    assert changed
    assert found.status == "changed"
    assert {each.clause for each in found.differences} & {clause.id for clause in made().clauses}
    assert "[+ninety-nine+]" in told(found)


@pytest.mark.parametrize("strip", [True, False])
def test_a_file_without_its_agreement_is_refused(strip: bool) -> None:
    def bare(file: pikepdf.Pdf) -> None:
        del file.attachments["agreement.json"]

    content = edited(bare) if strip else packed(as_word(made()), lambda name, part: b"<a/>" if name == "customXml/item1.xml" else part)

    with pytest.raises(AgreementError, match="it carries no agreement"):
        verdict(content)
