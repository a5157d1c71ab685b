"""What was answered can be read back from a Word file, each answer by its parameter and as it was typed, and every script is named to those who read aloud."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from docx_reading import W, Word
from lxml import etree

from agreements.agreement import Agreement, Blank, Provision, Run, Runs, Text, Value
from agreements.assembly import Drafted
from agreements.render.docx import render
from agreements.render.docx_scripts import proofing
from agreements.render.docx_text import clean


def printed_runs(agreement: Agreement) -> Iterator[Run]:
    """Yield every run that is printed, once for each time."""
    lines: list[Runs] = [row.runs for row in agreement.cover]
    lines += [line.runs for line in (*agreement.parties, *agreement.recitals)]
    lines += [agreement.execution_intro, agreement.approval.runs if agreement.approval else ()]
    for provision in agreement.provisions():
        lines += [provision.runs, *(cell for row in (provision.table.rows if provision.table else ()) for cell in row)]
    return (run for line in lines for run in line if run.text)


def controls(word: Word, *, open_points: bool) -> Counter[tuple[str, str]]:
    """Return parameter and words of each content control: of the answers, or of the open points."""
    found: Counter[tuple[str, str]] = Counter()
    for node in word.root.iter(f"{W}sdt"):
        properties = node.find(f"{W}sdtPr")
        assert properties.find(f"{W}tag").get(f"{W}val") == properties.find(f"{W}alias").get(f"{W}val")
        if (properties.find(f"{W}showingPlcHdr") is not None) == open_points:
            found[properties.find(f"{W}tag").get(f"{W}val"), word.shown(node)] += 1
    return found


def expected(agreement: Agreement, sort: type[Value | Blank]) -> Counter[tuple[str, str]]:
    return Counter((run.parameter, clean(run.text).replace("\xa0", " ")) for run in printed_runs(agreement) if isinstance(run, sort))


def test_every_answer_reads_back(kind: str, deal: Callable[..., Any], drafted: Callable[[Any], Drafted]) -> None:
    agreement = drafted(deal(kind)).agreement
    assert controls(Word(render(agreement)), open_points=False) == expected(agreement, Value)


def test_every_open_point_reads_back(kind: str, deal: Callable[..., Any], drafted: Callable[[Any], Drafted]) -> None:
    agreement = drafted(deal(kind, answers={}, clauses={})).agreement
    assert expected(agreement, Blank)
    assert controls(Word(render(agreement, draft=True)), open_points=True) == expected(agreement, Blank)


@pytest.mark.parametrize(
    "typed", ["Smith & Sons <Ltd> {{7*7}} **x** [a](b)", "  two  spaces  ", "one\ntwo\tthree", "]]>&amp;", "€ 12 %", "Ψηφιακός Hub", "BE68 5390 0754 7034"]
)
def test_an_answer_reads_back_as_typed(agreement: Agreement, typed: str) -> None:
    clause = Provision("sample", 1, "1.", "", "", (Text("It is "), Value(typed, "sample.what"), Text(".")))
    word = Word(render(replace(agreement, clauses=(clause,))))
    assert controls(word, open_points=False)["sample.what", typed] == 1


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("Ψηφιακός Κόμβος", "val=el-GR"),
        ("Цифров хъб", "val=bg-BG"),
        ("Київський хаб", "val=uk-UA"),
        ("Центар за дигиталне љубе", "val=sr-Cyrl-RS"),
        ("Дигитален центар ѓ", "val=mk-MK"),
        ("Цифровые решения", "val=ru-RU"),
        ("مركز الابتكار", "bidi=ar-SA"),
        ("מרכז חדשנות", "bidi=he-IL"),
        ("ციფრული ჰაბი", "val=ka-GE"),
        ("Թվային հանգույց", "val=hy-AM"),
        ("数字创新", "eastAsia=zh-CN"),
        ("デジタル拠点", "eastAsia=ja-JP"),
        ("디지털 허브", "eastAsia=ko-KR"),
    ],
)
def test_words_in_another_script_name_their_language(agreement: Agreement, words: str, language: str) -> None:
    word = Word(render(replace(agreement, title=f"Hub {words} (EU)")))
    title = next(paragraph for paragraph in word.paragraphs() if word.style(paragraph) == "Title")
    runs = [(word.shown(run), run.find(f"{W}rPr/{W}lang")) for run in title.iter(f"{W}r")]
    marked = {shown: ",".join(f"{etree.QName(name).localname}={value}" for name, value in found.attrib.items()) for shown, found in runs if found is not None}
    assert marked == {words: language}
    assert "".join(shown for shown, _ in runs) == f"Hub {words} (EU)"


def test_a_control_for_plain_text_holds_one_run(agreement: Agreement) -> None:
    clause = Provision("sample", 1, "1.", "", "", (Value("Hub Ψηφιακός", "sample.mixed"), Value("Hub", "sample.plain")))
    word = Word(render(replace(agreement, clauses=(clause,))))
    kinds = {node.find(f"{W}sdtPr/{W}tag").get(f"{W}val"): node.find(f"{W}sdtPr/{W}text") is not None for node in word.root.iter(f"{W}sdt")}
    assert (kinds["sample.mixed"], kinds["sample.plain"]) == (False, True)


def test_word_proofs_in_a_language_with_a_country() -> None:
    assert [proofing(language) for language in ("en", "el", "pt-BR", "xx")] == ["en-GB", "el-GR", "pt-BR", "xx"]
