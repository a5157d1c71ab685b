"""The catalogue holds everything of the library: clauses, wordings, parameters, checks, kinds, risks, sources, terms, annexes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from page_reading import Page

from agreements.catalogue import links
from agreements.library import Library, Paragraph, Words
from agreements.render.html import anchor


def paragraphs(all_: tuple[Paragraph, ...]) -> Iterator[Paragraph]:
    for each in all_:
        yield each
        yield from paragraphs(each.children)


def plain(text: str) -> str:
    return " ".join(text.split())


# Everything is there ---------------------------------------------------------------------------------------------------


def test_every_clause_has_a_page_that_says_what_it_is(library: Library, read: Mapping[str, Page]) -> None:
    for clause in library.clauses.values():
        text = read[links.clause(clause.id)].text
        for part in (clause.title, clause.purpose, clause.version, clause.review, clause.id):
            assert plain(part) in text, (clause.id, part)


def test_every_wording_is_shown_with_label_trade_off_and_all_its_words(library: Library, read: Mapping[str, Page]) -> None:
    for clause in library.clauses.values():
        page = read[links.clause(clause.id)]
        for variant in clause.variants.values():
            assert f"v-{variant.id}" in page.ids
            for part in (variant.label, variant.for_lead, variant.for_partner):
                assert plain(part) in page.text, (clause.id, variant.id, part)
            for paragraph in paragraphs(variant.paragraphs):
                for piece in paragraph.pieces:
                    if isinstance(piece, Words):
                        assert plain(piece.text) in page.text, (clause.id, variant.id, piece.text)


def test_what_a_clause_prints_in_some_kinds_is_shown(library: Library, read: Mapping[str, Page]) -> None:
    for clause in library.clauses.values():
        for code, variants in clause.texts.items():
            page = read[links.in_kinds(clause.id)]
            assert code in page.ids
            words = [
                piece.text for variant in variants.values() for each in paragraphs(variant.paragraphs) for piece in each.pieces if isinstance(piece, Words)
            ]
            assert [part for part in words if plain(part) not in page.text] == []


def test_every_parameter_has_a_row_with_its_question_and_choices(library: Library, read: Mapping[str, Page]) -> None:
    for clause in library.clauses.values():
        page = read[links.clause(clause.id)]
        for parameter in clause.parameters.values():
            assert f"p-{parameter.name}" in page.ids
            for part in (parameter.ask, parameter.note, *parameter.choices, *parameter.choices.values(), *(field.label for field in parameter.fields)):
                assert plain(part) in page.text, (clause.id, parameter.name, part)


def test_every_check_is_shown_on_its_page_and_on_those_of_its_clauses(library: Library, read: Mapping[str, Page]) -> None:
    for row in library.checks.values():
        page = read[links.check_group(row.code)]
        assert row.code in page.ids
        assert row.code in read["checks.html"].text
        for each in row.rows:
            assert [part for part in re.split(r"\{[a-z_]+\}", each.message) if plain(part) not in page.text] == []
            assert [part for part in re.split(r"\{[a-z_]+\}", each.fix) if plain(part) not in page.text] == []
        assert [id_ for id_ in row.clauses if row.code not in read[links.clause(id_)].text] == []


def test_every_kind_risk_source_term_and_annex_is_shown(library: Library, read: Mapping[str, Page]) -> None:
    for kind in library.kinds.values():
        text = read[links.kind(kind.id)].text
        assert kind.title in text
        assert [id_ for id_ in kind.clauses if library.clauses[id_].title not in text] == []
        assert kind.title in read["kinds.html"].text
    for risk in library.risks.values():
        assert plain(risk.title) in read[links.risk(risk.id)].text
        assert risk.id in read["index.html"].text
    for note in library.sources.values():
        assert note.id in read["sources.html"].ids
        assert plain(note.title) in read["sources.html"].text
    assert [name for name in library.terms if anchor(name) not in read["terms.html"].ids] == []
    assert [page.title for id_, page in library.annexes.items() if page.title not in read[links.annex(id_)].text] == []


def test_the_start_page_lists_every_clause_under_its_subject(library: Library, read: Mapping[str, Page]) -> None:
    targets = [attributes.get("href") for attributes in read["index.html"].all("a")]

    assert [id_ for id_ in library.clauses if links.clause(id_) not in targets] == []
    assert [group.id for group in library.groups if group.id not in read["index.html"].ids] == []


def test_choosing_a_kind_or_a_risk_narrows_the_list_without_script(library: Library, made: Mapping[str, bytes], read: Mapping[str, Page]) -> None:
    start = made["index.html"].decode()
    for clause in library.clauses.values():
        entry = start[: start.index(f'href="{links.clause(clause.id)}"')].rpartition("<li ")[2]
        marks = set(re.findall(r"x-(\w+)", entry))
        used = {kind.code for kind in library.kinds.values() if clause.id in kind.clauses}

        assert marks == used | set(clause.risks)
    for code in (*(kind.code for kind in library.kinds.values()), *library.risks):
        assert f"only-{code}" in read["index.html"].ids
        assert f"#only-{code}:target~.groups .entry:not(.x-{code})" in start


def test_letters_and_conditions_are_told_in_words(library: Library, read: Mapping[str, Page]) -> None:
    page = read[links.clause("comp/non-compete")]

    assert "comes in when called for" in page.text
    assert "A non-compete: while the project runs → Only while the project runs" in page.text
    assert "Only if there is no client" in page.text
    assert "taken from the length of the agreement" in page.text
    assert library.words["letter.m"] in read[links.clause("gen/signature")].text
    assert "Refused if the kind of agreement: framework cooperation agreement or non-disclosure agreement" in read[links.clause("gov/amendments")].text
