"""Every PDF is fit for the archive and for everybody: PDF/A-3a and PDF/UA-1 at once, as veraPDF judges."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import KINDS
from hard_deals import abridged, crowded, renamed, with_long_tables, with_record
from validators.verapdf import ACCESSIBLE, ARCHIVAL, ValidatorMissingError, breaches, class_path

from agreements.agreement import Agreement
from agreements.assembly import Drafted
from agreements.checks import check
from agreements.library import Library
from agreements.render import pdf, risk_page, scenario_page
from agreements.risks import risks

Draft = Callable[[Any], Drafted]


def judge(paper: bytes) -> None:
    assert [str(breach) for breach in breaches(paper, ARCHIVAL, ACCESSIBLE)] == []


def test_a_finished_agreement_of_each_kind_conforms(kind: str, deal: Callable[..., Any], drafted: Draft) -> None:
    judge(pdf.render(drafted(deal(kind)).agreement))


def test_a_draft_of_each_kind_with_names_of_every_sort_conforms(kind: str, deal: Callable[..., Any], drafted: Draft) -> None:
    judge(pdf.render(abridged(drafted(renamed(deal(kind), KINDS.index(kind))).agreement), draft=True))


def test_twenty_five_parties_conform(drafted: Draft) -> None:
    judge(pdf.render(abridged(drafted(crowded("framework-cooperation", 25)).agreement)))


def test_sixty_parties_conform(drafted: Draft) -> None:
    judge(pdf.render(abridged(drafted(crowded("nda", 60)).agreement)))


def test_a_deal_without_answers_parties_or_signatories_conforms(drafted: Draft) -> None:
    judge(pdf.render(drafted({"kind": "client-service-letter", "language": "en", "parties": []}).agreement, draft=True))


def test_tables_that_go_on_for_pages_conform(deal: Callable[..., Any], drafted: Draft) -> None:
    judge(pdf.render(with_long_tables(drafted(deal("client-service-letter")).agreement)))


def test_a_second_signature_and_the_record_of_accepted_findings_conform(agreement_of: Callable[[int], Agreement]) -> None:
    judge(pdf.render(with_record(agreement_of(3)), draft=True))


def test_the_page_of_each_scenario_conforms(library: Library) -> None:
    for scenario in library.scenarios.values():
        assert breaches(pdf.print_page(scenario_page.page(scenario, library)), ACCESSIBLE) == []


def test_the_page_of_risks_conforms(library: Library, deal: Callable[..., Any], drafted: Draft) -> None:
    draft = drafted(deal())
    made = risks(draft, check(draft))

    assert breaches(pdf.print_page(risk_page.page(made, library)), ACCESSIBLE) == []


def test_the_judge_finds_a_breach() -> None:
    found = breaches(pdf.print_page("<html lang='en'><head><title>Page</title></head><body><p>Words</p></body></html>"), ARCHIVAL)

    assert "6.6.4-1" in {breach.rule for breach in found}


def test_a_judge_that_cannot_run_says_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(ValidatorMissingError, match=re.escape("sudo apt-get install libjaxb-java libistack-commons-java libtxw2-java libfastinfoset-java")):
        class_path(tmp_path)
    with pytest.raises(ValidatorMissingError, match=re.escape(".venv/bin/pip install -e '.[test]'")):
        class_path(package="no_such_package")
