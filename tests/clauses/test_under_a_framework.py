"""A framework, the form by which a hub joins it, and the deals under it fit together."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from agreements.agreement import Agreement, Provision, descend, plain
from agreements.assembly import Drafted
from agreements.checks import check
from agreements.library import Library
from clauses import library as read
from clauses.examples import text_of

CASES = Path(__file__).parent.parent / "cases"
FORM = ("core/cover-page", "core/parties-purpose", "gov/accession", "gen/signature")
UNDER = ("joint-service-delivery", "new-service-development", "matchmaking-referral", "nda")
CONTENTS = ("delivery", "development", "matchmaking")

Deals = Callable[..., dict[str, Any]]
Drafts = Callable[[Any], Drafted]


def specific(content: str, deal: Deals) -> dict[str, Any]:
    """Return a specific agreement that delivers to a client, develops a service or searches a partner."""
    if content == "delivery":
        return deal("specific-collaboration")
    found: dict[str, Any] = json.loads((CASES / f"specific-{content}.json").read_text(encoding="utf-8"))
    return found


def words(provisions: tuple[Provision, ...]) -> Iterator[str]:
    for each in provisions:
        yield from (plain(inner.runs) for inner in descend(each))


def every_word(agreement: Agreement) -> str:
    annexes = [line for annex in agreement.annexes for line in words(annex.provisions)]
    return " ".join(" ".join([*words(agreement.clauses), *annexes]).split())


# Joining -----------------------------------------------------------------------------------------------------------------


def test_a_joiner_changes_the_list_of_members_and_no_clause_of_the_framework(deal: Deals, drafted: Drafts) -> None:
    framework, form = deal("framework-cooperation"), deal("framework-accession")
    joiner = next(party for party in form["parties"] if party["role"] == "party")
    before = drafted(framework).agreement
    after = drafted(framework | {"parties": [*framework["parties"], joiner | {"role": "member"}]}).agreement

    assert after.clauses == before.clauses
    assert after.annexes == before.annexes
    assert after.parties[:-1] == before.parties
    assert after.parties[-1].id == joiner["id"]


def test_the_form_prints_the_former_members_and_the_joiner(deal: Deals, drafted: Drafts) -> None:
    form = deal("framework-accession")
    agreement = drafted(form).agreement
    listed = next(annex for annex in agreement.annexes if annex.id == "new-member-list")
    shown = " ".join(words(listed.provisions))

    places = [shown.index(name) for name in [*form["framework"]["members"], "Podkarpacki, which joins by this form"]]
    assert places == sorted(places)


def test_the_form_takes_every_other_clause_from_the_framework(deal: Deals, drafted: Drafts, library: Library) -> None:
    form, framework = drafted(deal("framework-accession")).selection, drafted(deal("framework-cooperation")).selection

    assert tuple(form.variants) == FORM
    assert {id_ for id_ in framework.variants if library.clauses[id_].applies["ACC"] != "x"} <= {*FORM, *form.inherited}


@pytest.mark.parametrize("clause", FORM[:3])
def test_the_form_reads_the_same_whatever_wording_the_answers_call_for(clause: str, deal: Deals, drafted: Drafts, library: Library) -> None:
    form = deal("framework-accession")
    choices = [form["clauses"].get(clause, {}) | {"variant": variant} for variant in library.clauses[clause].variants]
    if clause == "gov/accession":
        choices = [choice for choice in choices if choice["variant"] == "open-with-approval"]
    texts = {text_of(drafted(form | {"clauses": form["clauses"] | {clause: choice}}).agreement, clause, library) for choice in choices}

    assert len(texts) == 1


def test_what_the_joiner_wishes_binds_nobody(deal: Deals, drafted: Drafts) -> None:
    form = deal("framework-accession")
    form["clauses"]["core/cover-page"]["special_terms"] = ["meetings are held in summer only"]
    shown = every_word(drafted(form).agreement)

    assert "meetings are held in summer only" in shown
    assert "bind nobody until they are made under clause “Changes to this agreement” of the framework agreement" in shown


@pytest.mark.parametrize("role", ["member", "lead"])
def test_whoever_signs_for_the_members_is_named(role: str, deal: Deals, drafted: Drafts) -> None:
    form = deal("framework-accession")
    form["parties"][1]["role"] = role

    assert "Meuse signs for all members" in every_word(drafted(form).agreement)


# Deals under a framework -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("content", CONTENTS)
def test_a_specific_agreement_has_no_error_and_no_open_point(content: str, deal: Deals, drafted: Drafts) -> None:
    made = drafted(specific(content, deal))

    assert [finding for finding in check(made) if finding.severity == "error"] == []
    assert "[" not in every_word(made.agreement)


@pytest.mark.parametrize("content", CONTENTS)
def test_a_specific_agreement_names_what_it_inherits_and_prints_none_of_it(content: str, deal: Deals, drafted: Drafts, library: Library) -> None:
    made = drafted(specific(content, deal))
    cover = text_of(made.agreement, "core/cover-page", library)

    assert set(made.selection.inherited) == {id_ for id_, clause in library.clauses.items() if clause.applies["SCA"] == "i"}
    assert [id_ for id_ in made.selection.inherited if f"“{library.clauses[id_].title}”" not in cover] == []
    assert not {*made.selection.variants} & {*made.selection.inherited}


@pytest.mark.parametrize("content", CONTENTS)
def test_terms_of_the_framework_are_not_explained_again(content: str, deal: Deals, drafted: Drafts, library: Library) -> None:
    made = drafted(specific(content, deal))
    defined = text_of(made.agreement, "core/definitions", library)
    above = [name for name, term in library.terms.items() if term.introduced_by in made.selection.inherited]

    assert above
    assert [name for name in above if f"“{name}” means" in defined] == []


SPEAKS_OF_A_CLIENT = {
    ("fin/fees", "free-or-voucher"),
    ("fin/public-funding", "aid-to-client"),
    ("ip/results-ownership", "client-owns"),
    ("perf/acceptance", "client-mirrored"),
}  # wordings that only a deal for a client can choose
SEARCHES = {"perf/matchmaking-process", "fin/referral-fee"}


def wordings() -> Iterator[tuple[str, str]]:
    for clause in read().clauses.values():
        if clause.applies["SCA"] in {"m", "d", "o"} and clause.id not in SEARCHES:
            yield from ((clause.id, variant) for variant in clause.variants if (clause.id, variant) not in SPEAKS_OF_A_CLIENT)


@pytest.mark.parametrize(("clause", "variant"), list(wordings()), ids=str)
def test_a_specific_agreement_without_a_client_speaks_of_none(clause: str, variant: str, deal: Deals, drafted: Drafts, library: Library) -> None:
    raw = specific("development", deal)
    known = raw["clauses"].get(clause)
    raw["clauses"][clause] = (known if isinstance(known, dict) else {}) | {"variant": variant}

    assert "the Client" not in text_of(drafted(raw).agreement, clause, library)


@pytest.mark.parametrize("content", CONTENTS)
def test_secrets_of_the_client_and_of_subcontractors_are_covered_although_secrecy_is_inherited(content: str, deal: Deals, drafted: Drafts) -> None:
    made = drafted(specific(content, deal))
    shown = every_word(made.agreement)

    assert ("What a hub learns from or about the Client" in shown) == (made.deal.client is not None)
    if "perf/subcontracting" in made.selection.variants:
        assert "and clauses “Confidentiality” and “Integrity and conflicts of interest” of the framework agreement" in shown


@pytest.mark.parametrize(("goes_on", "says"), [(True, "stay in force for this agreement"), (False, "this agreement ends on the same day")])
def test_a_specific_agreement_says_what_the_end_of_the_framework_means(goes_on: bool, says: str, deal: Deals, drafted: Drafts, library: Library) -> None:
    raw = deal("specific-collaboration")
    raw["framework"]["continues"] = goes_on

    assert says in text_of(drafted(raw).agreement, "core/cover-page", library)


@pytest.mark.parametrize("kind", UNDER)
def test_an_agreement_of_its_own_may_stand_under_a_framework(kind: str, deal: Deals, drafted: Drafts, library: Library) -> None:
    made = drafted(deal(kind, framework="NET-FW-2026@1.0"))

    assert made.selection.variants["core/cover-page"] == "framework-on-top"
    assert made.selection.inherited == ()
    assert "under the framework agreement NET-FW-2026, version 1.0" in text_of(made.agreement, "core/cover-page", library)
    assert "definitions and reading rules of the framework agreement apply" in text_of(made.agreement, "core/definitions", library)
    assert [finding for finding in check(made) if finding.severity == "error"] == []


# Annexes to a main agreement ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["expert-exchange", "facility-access", "data-sharing-benchmarking", "data-processing"])
@pytest.mark.parametrize("above", ["LH-2026-007", {"reference": "LH-2026-007", "title": "Camera check"}])
def test_an_annex_names_its_main_agreement_and_wins_on_its_own_subject(kind: str, above: object, deal: Deals, drafted: Drafts, library: Library) -> None:
    raw = deal(kind, framework=above)
    raw["clauses"].get("core/cover-page", {}).pop("parent_framework_ref", None)
    made = drafted(raw)
    cover = text_of(made.agreement, "core/cover-page", library)

    assert "annex to the main agreement" in cover
    assert "LH-2026-007" in cover
    assert "On everything else the main agreement comes first" in cover
    assert [id_ for id_ in made.selection.inherited if f"“{library.clauses[id_].title}”" not in cover] == []
    assert "means" in cover
