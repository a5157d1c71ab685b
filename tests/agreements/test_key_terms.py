"""The key terms say what the agreement prints: each with its place and its words, and with the value that the deal gave."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from agreements.agreement import Agreement, Blank, Reference, Value, fingerprint, plain
from agreements.assembly import Drafted
from agreements.key_terms import json_schema
from agreements.library import Library, Parameter
from agreements.render import text
from agreements.summary import citations, key_terms, render

Draft = Callable[[Any], Drafted]
Deal = Callable[..., Any]
Terms = dict[str, Any]


@pytest.fixture(name="example")
def _example(kind: str, deal: Deal, drafted: Draft) -> Drafted:
    return drafted(deal(kind))


@pytest.fixture(name="validator", scope="session")
def _validator(library: Library) -> Draft202012Validator:
    Draft202012Validator.check_schema(json_schema(library))
    return Draft202012Validator(json_schema(library), format_checker=FormatChecker())


def written(made: Drafted, **options: Any) -> Terms:
    return dict(json.loads(render(made.agreement, made.library, **options)))


def each(terms: Terms) -> Iterator[tuple[str, Terms]]:
    yield from ((f"{group}.{name}", term) for group, names in terms["terms"].items() for name, term in names.items())


def squeezed(words: str) -> str:
    return re.sub(r"\s+", "", words).casefold()


def all_words(agreement: Agreement) -> str:
    """Return what the text prints, and the cells of tables without the headings that the text repeats between them."""
    return squeezed(text.render(agreement).decode())


# Valid and true ----------------------------------------------------------------------------------------------------------


def test_they_are_valid_under_the_published_schema(example: Drafted, validator: Draft202012Validator) -> None:
    assert [error.message for error in validator.iter_errors(written(example))] == []


def test_those_of_a_draft_in_which_nearly_all_is_open_are_valid(kind: str, drafted: Draft, validator: Draft202012Validator) -> None:
    made = drafted({"kind": kind, "language": "en", "parties": [{"id": "a"}, {"id": "b"}]})
    terms = written(made, draft=True)

    assert [error.message for error in validator.iter_errors(terms)] == []
    assert [name for name, term in each(terms) if term["open"] and term["value"] is not None] == []


def test_every_word_in_them_is_printed(example: Drafted) -> None:
    printed, terms = all_words(example.agreement), written(example)
    said = [words for _, term in each(terms) for words in term["words"]]
    said += [words for row in terms["cover"] for words in (row["label"], row["words"])]
    said += [party[name] for party in terms["parties"] for name in ("words", "name", "short_name", "registration_id", "vat_id", "address", "email")]
    said += [signs[name] for signs in terms["signatures"] for name in ("name", "position", "authority", "date", "place")]
    said += [part["title"] for part in (*terms["clauses"], *terms["annexes"])] + [terms["kind_title"], terms["title"], terms["client"], terms["reference"]]

    assert [words for words in said if squeezed(words) not in printed] == []
    assert len(said) > 40


def expected(parameter: Parameter, value: Any) -> Any:
    """Return *value* as the key terms write it: lists for tuples, regions by their own code."""
    if parameter.type == "records":
        fields = {field.name: field for field in parameter.fields}
        return [{name: expected_field(fields[name], each) for name, each in record.items() if each not in (None, "", ())} for record in value]
    return expected_field(parameter, value)


def expected_field(parameter: Any, value: Any) -> Any:
    if isinstance(value, tuple):
        return [re.sub("^[A-Z]{2}-", "", each) if parameter.type == "territories" else " ".join(each.split()) for each in value]
    return " ".join(value.split()) if isinstance(value, str) else value


def without_end(value: Any) -> Any:
    """Return *value* without the full stop that a sentence takes from a typed text."""
    if isinstance(value, list):
        return [without_end(one) for one in value]
    return value.rstrip(".;") if isinstance(value, str) else value


def test_each_value_is_the_one_that_the_deal_gave(example: Drafted) -> None:
    clauses = example.library.clauses
    compared = 0
    for name, term in each(written(example)):
        if term["parameter"] and term["clause"] != "deal" and not term["open"] and term["value"] is not None:
            parameter = clauses[term["clause"]].parameters[term["parameter"]]
            wanted, found = expected(parameter, example.settings.of(clauses[term["clause"]])[term["parameter"]].value), term["value"]
            if parameter.type == "records":
                assert [{**want, **have} for want, have in zip(wanted, found, strict=True)] == wanted, name
            else:
                assert without_end(found) == without_end(wanted), name
            compared += 1
    assert compared > 1


def test_hardly_a_value_stays_untold(kind: str, example: Drafted) -> None:
    untold = [name for name, term in each(written(example)) if term["value"] is None and not term["open"]]

    assert untold == []


def test_each_wording_is_the_one_that_was_chosen(example: Drafted) -> None:
    chosen = {each.clause: each.variant for each in example.agreement.reasons}
    found = {term["clause"]: term["value"] for _, term in each(written(example)) if term["type"] == "variant"}

    assert found == {clause: variant for clause, variant in chosen.items() if clause in found}
    assert len(found) >= 2


def test_each_place_prints_the_term_under_its_number(example: Drafted) -> None:
    by_id = {provision.id: provision for provision in example.agreement.provisions()}
    for name, term in each(written(example)):
        if term["place"] and term["type"] != "variant":
            provision = by_id[term["place"]]
            cells = [plain(cell) for row in (provision.table.rows if provision.table else ()) for cell in row]
            assert term["words"][0] in (plain(provision.runs), *cells) or term["words"][0] in plain(provision.runs), name
            assert term["number"].endswith(provision.label.strip(".")), name


def test_a_place_is_numbered_as_references_cite_it(example: Drafted) -> None:
    cited = citations(example.agreement)
    runs = [run for provision in example.agreement.provisions() for run in provision.runs if isinstance(run, Reference) and run.target in cited]
    body = {provision.id for provision in example.agreement.provisions() if "," not in cited[provision.id]}

    assert [run for run in runs if run.target in body and cited[run.target] != run.text] == []


# What is said beside them ------------------------------------------------------------------------------------------------


def test_the_parties_are_those_of_the_deal(kind: str, deal: Deal, example: Drafted) -> None:
    given = deal(kind)["parties"]
    for party, found in zip(given, written(example)["parties"], strict=True):
        for name in ("id", "role", "legal_form", "registration_id", "vat_id", "address", "country", "email", "short_name"):
            assert found[name] == party.get(name, ""), name
        assert found["name"] == party["legal_name"]


def test_they_say_which_agreement_they_are_of(example: Drafted) -> None:
    terms, agreement = written(example, draft=True), example.agreement

    for name in ("kind", "kind_title", "title", "reference", "date", "language", "library", "deal"):
        assert terms[name] == getattr(agreement, name)
    assert (terms["fingerprint"], terms["draft"], terms["schema"]) == (fingerprint(agreement), True, "1.0")
    assert [each["id"] for each in terms["annexes"]] == [annex.id for annex in agreement.annexes]
    assert terms["second_signature"] is (agreement.approval is not None)


def test_all_open_points_are_listed_and_no_others(kind: str, drafted: Draft) -> None:
    made = drafted({"kind": kind, "language": "en", "parties": [{"id": "a"}, {"id": "b"}]})
    agreement = made.agreement
    runs = [run for line in (*agreement.cover, *agreement.parties, *agreement.recitals) for run in line.runs]
    for provision in agreement.provisions():
        runs += [*provision.runs, *(run for row in (provision.table.rows if provision.table else ()) for cell in row for run in cell)]

    found = written(made)["open_points"]

    assert [(point["words"], point["parameter"]) for point in found] == [(run.text, run.parameter) for run in runs if isinstance(run, Blank)]
    assert found


def test_the_client_of_a_service_is_named(deal: Deal, drafted: Draft) -> None:
    named = {kind: written(drafted(deal(kind)))["client"] for kind in ("joint-service-delivery", "client-service-letter", "nda")}

    assert named["joint-service-delivery"] == "Kempenrand Conserven bv"
    assert named["client-service-letter"]
    assert named["nda"] == ""


def test_a_typed_answer_stays_as_typed(deal: Deal, drafted: Draft, validator: Draft202012Validator) -> None:
    raw = deal("nda")
    typed = "Smith & Sons <Ltd> {{7*7}} **x** [a](b) \\ “q” 12 (3)"
    raw["parties"][0]["legal_name"] = typed
    raw["clauses"].setdefault("core/parties-purpose", {})["purpose_text"] = typed + " and talks of more than twelve characters"

    terms = written(drafted(raw))

    assert terms["parties"][0]["name"] == typed
    assert terms["terms"]["purpose"]["purpose"]["value"].startswith(typed)
    assert [error.message for error in validator.iter_errors(terms)] == []


def test_parties_that_share_a_short_name_are_not_told_apart_by_guessing(deal: Deal, drafted: Draft) -> None:
    raw = deal()
    for party in raw["parties"]:
        party["short_name"] = party["legal_name"] = "Hub"

    term = written(drafted(raw))["terms"]["liability"]["answers_to_client"]

    assert (term["value"], term["words"], term["open"]) == (None, ["Hub"], False)


def test_a_value_that_only_the_cover_prints_has_no_place(deal: Deal, drafted: Draft) -> None:
    made = drafted(deal("nda"))
    bare = replace(made.agreement, clauses=(), annexes=())

    term = key_terms(bare, made.library).terms["term"]["start_date"]

    assert (term.place, term.number, term.cover, term.value) == ("", "", "Time", "2026-03-09")


def test_the_same_agreement_gives_the_same_bytes(example: Drafted) -> None:
    assert render(example.agreement, example.library) == render(replace(example.agreement), replace(example.library))


# The command -------------------------------------------------------------------------------------------------------------


def test_the_command_writes_them(run: Callable[..., Any], tmp_path: Path, validator: Draft202012Validator) -> None:
    done = run("generate", "-", "--out", tmp_path, "--format", "terms", stdin=run("example", "nda").output)

    assert done.exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["LH-2026-019.terms.json"]
    assert validator.is_valid(json.loads((tmp_path / "LH-2026-019.terms.json").read_bytes()))


def test_a_batch_writes_them(run: Callable[..., Any], tmp_path: Path) -> None:
    deals = tmp_path / "deals.json"
    deals.write_text(f"[{run('example', 'nda').output}]", encoding="utf-8")

    done = run("batch", deals, "--out", tmp_path / "out", "--format", "terms,akn", "--jobs", "1")

    assert done.exit_code == 0, done.output
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["LH-2026-019.akn", "LH-2026-019.terms.json"]


def test_the_command_prints_their_schema(run: Callable[..., Any], library: Library) -> None:
    assert json.loads(run("schema", "terms").output) == json_schema(library)


def test_the_schema_refuses_what_is_no_key_term(example: Drafted, validator: Draft202012Validator) -> None:
    terms = written(example)
    group = next(iter(terms["terms"]))
    name = next(iter(terms["terms"][group]))

    for spoiled in (
        {**terms, "more": 1},
        {**terms, "terms": {**terms["terms"], "other": {}}},
        {**terms, "terms": {**terms["terms"], group: {"no_such_term": terms["terms"][group][name]}}},
        {**terms, "terms": {**terms["terms"], group: {name: {**terms["terms"][group][name], "value": {"a": []}}}}},
        {name: value for name, value in terms.items() if name != "fingerprint"},
    ):
        assert not validator.is_valid(spoiled)


def test_values_of_the_tree_are_all_that_a_term_is_read_from(example: Drafted) -> None:
    paths = {run.parameter for provision in example.agreement.provisions() for run in provision.runs if isinstance(run, Value | Blank)}
    paths |= {
        run.parameter for p in example.agreement.provisions() if p.table for row in p.table.rows for cell in row for run in cell if hasattr(run, "parameter")
    }
    paths |= {run.parameter for row in example.agreement.cover for run in row.runs if isinstance(run, Value | Blank)}

    assert {f"{term['clause']}.{term['parameter']}" for _, term in each(written(example)) if term["parameter"]} <= paths
