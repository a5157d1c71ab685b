"""Who may accept which finding, what is refused, and what the agreement then keeps on record."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from striking import JSD, Change, Deal, Draft, Group, Raw, Strike, both, party, setting

from agreements.agreement import Value, from_json, plain, to_json
from agreements.checks import Finding, check, has_errors
from agreements.checks.acceptance import recorded
from agreements.checks.signing import content_fingerprint
from agreements.errors import DealRefused
from agreements.library import Library
from agreements.render.formats import FORMATS

REASON = "The client pays late itself, and both hubs have agreed to wait for it"
SLOW: Change = setting("fin/payment-terms", payment_days=45)
WITHOUT_FLOOR: Change = setting("liab/cap", carve_outs=["intent", "death_injury", "mandatory_law"])


def accepted(code: str, clause: str, parameter: str, **values: Any) -> Change:
    """Return a change that accepts a finding."""
    by = {"name": "Griet Claes", "date": "2026-03-05", "reason": REASON}
    entry = {"code": code, "clause": clause, "parameter": parameter, **by, **values}
    return lambda raw: raw.setdefault("accepted", []).append(entry)


ACCEPTED_SLOW = accepted("FIN-03", "fin/payment-terms", "payment_days")
ACCEPTED_FLOOR = accepted("LIA-02", "liab/cap", "carve_outs", role="legal reviewer")


def findings_of(change: Change, deal: Deal, drafted: Draft) -> dict[str, Finding]:
    raw = deal(JSD)
    change(raw)
    return {finding.code: finding for finding in check(drafted(raw))}


def test_a_warning_is_accepted_by_anybody_with_name_date_and_reason(deal: Deal, drafted: Draft) -> None:
    found = findings_of(both(SLOW, ACCEPTED_SLOW), deal, drafted)

    assert found["FIN-03"].accepted
    assert found["FIN-03"].accepted.name == "Griet Claes"
    assert "LIB-03" not in found


def test_an_error_with_a_law_behind_it_is_accepted_by_a_legal_reviewer(deal: Deal, drafted: Draft) -> None:
    raw = deal(JSD)
    both(WITHOUT_FLOOR, ACCEPTED_FLOOR)(raw)
    findings = check(drafted(raw))

    assert [finding.code for finding in findings if finding.severity == "error" and finding.accepted] == ["LIA-02"]
    assert not has_errors(findings)


@pytest.mark.parametrize("role", ["", "director", "legal"])
def test_an_error_is_not_accepted_by_anybody_else(role: str, deal: Deal, drafted: Draft) -> None:
    found = findings_of(both(WITHOUT_FLOOR, accepted("LIA-02", "liab/cap", "carve_outs", role=role)), deal, drafted)

    assert found["LIA-02"].accepted is None
    assert "only a legal reviewer can accept this error" in found["LIB-03"].message
    assert has_errors(found.values())


def test_an_error_without_a_law_behind_it_is_accepted_by_nobody(deal: Deal, drafted: Draft) -> None:
    missing = setting("core/cover-page", title=None)
    found = findings_of(both(missing, accepted("STR-10", "core/cover-page", "title", role="legal reviewer")), deal, drafted)

    assert found["STR-10"].accepted is None
    assert "this error cannot be accepted" in found["LIB-03"].message


@pytest.mark.parametrize(("authority", "is_accepted"), [(False, True), (True, False)])
def test_low_interest_of_a_public_payer_is_accepted_by_nobody(authority: bool, is_accepted: bool, deal: Deal, drafted: Draft) -> None:
    low = setting("fin/payment-terms", interest_margin_points=7)
    by_reviewer = accepted("FIN-04", "fin/payment-terms", "interest_margin_points", role="Legal  Reviewer")
    found = findings_of(both(party(0, contracting_authority=authority), low, by_reviewer), deal, drafted)

    assert bool(found["FIN-04"].accepted) is is_accepted


def test_an_acceptance_that_meets_no_finding_is_a_finding(deal: Deal, drafted: Draft) -> None:
    found = findings_of(ACCEPTED_SLOW, deal, drafted)

    assert found["LIB-03"].severity == "warning"
    assert "Griet Claes accepted FIN-03 (Invoicing" in found["LIB-03"].message
    assert "payment_days" in found["LIB-03"].message


def test_an_acceptance_holds_for_its_own_place_only(deal: Deal, drafted: Draft) -> None:
    raw = deal(JSD)
    both(WITHOUT_FLOOR, setting("liab/exclusions", carve_outs=["intent", "death_injury", "mandatory_law"]), ACCEPTED_FLOOR)(raw)

    assert [(finding.clause, bool(finding.accepted)) for finding in check(drafted(raw)) if finding.code == "LIA-02"] == [
        ("liab/cap", True),
        ("liab/exclusions", False),
    ]


def test_every_error_is_of_law_or_final(library: Library) -> None:
    legal = {code for code, row in library.checks.items() if row.severity == "error" and row.legal}

    assert {"LIA-02", "FIN-01", "DAT-02", "DSP-01", "PPL-09"} <= legal
    assert not {"STR-01", "STR-06", "STR-10", "DEF-04", "FIN-06", "SIG-01", "FRM-03", "CMP-12"} & (legal - {"CMP-12"})


# What is refused ---------------------------------------------------------------------------------------------------------


def test_an_acceptance_without_name_date_or_reason_is_refused_with_every_fault(deal: Deal, drafted: Draft) -> None:
    raw = deal(JSD)
    raw["accepted"] = [{"code": "FIN-99"}, {"code": "FIN-03", "clause": "fin/payment", "name": "G. Claes", "date": "soon", "reason": "agreed"}]

    with pytest.raises(DealRefused) as refused:
        drafted(raw)

    assert [fault.where for fault in refused.value.faults] == [
        "accepted[1].code", "accepted[1].name", "accepted[1].date", "accepted[1].reason", "accepted[2].clause", "accepted[2].date"
    ]  # fmt: skip


@pytest.mark.parametrize(("given", "where"), [({"why": "x"}, "accepted[1].why"), ({"name": 3}, "accepted[1].name")])
def test_an_acceptance_with_an_unknown_key_or_a_wrong_type_is_refused(given: Raw, where: str, deal: Deal, drafted: Draft) -> None:
    raw = deal(JSD)
    both(SLOW, accepted("FIN-03", "fin/payment-terms", "payment_days", **given))(raw)

    with pytest.raises(DealRefused) as refused:
        drafted(raw)

    assert where in [fault.where for fault in refused.value.faults]


# What the agreement keeps ------------------------------------------------------------------------------------------------


def agreement_of(raw: Raw, drafted: Draft) -> Any:
    draft = drafted(raw)
    return recorded(draft, check(draft))


def test_an_agreement_without_acceptances_has_no_record(deal: Deal, drafted: Draft) -> None:
    assert agreement_of(deal(JSD), drafted).record is None


def test_the_record_names_code_message_who_in_which_role_when_and_why(deal: Deal, drafted: Draft) -> None:
    raw = deal(JSD)
    both(SLOW, accepted("FIN-03", "fin/payment-terms", "payment_days", role="managing director"))(raw)
    record = agreement_of(raw, drafted).record

    line = plain(record.lines[0].runs)
    assert line.startswith("FIN-03 (Invoicing")
    assert "45 days to pay" in line
    assert line.endswith(f"Accepted by Griet Claes, managing director, on 5 March 2026. Reason: {REASON}.")


def words_of(word: bytes) -> str:
    """Return the words of a Word file in the order of print."""
    with zipfile.ZipFile(io.BytesIO(word)) as package:
        body = package.read("word/document.xml").decode()
    return unescape("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)", body)))


@pytest.mark.parametrize("form", ["txt", "html", "docx", "json"])
def test_the_record_stands_in_every_format(form: str, deal: Deal, drafted: Draft, library: Library) -> None:
    raw = deal(JSD)
    both(SLOW, accepted("FIN-03", "fin/payment-terms", "payment_days", reason="Agreed <b>with</b> {{7*7}} & all"))(raw)

    made = FORMATS[form](agreement_of(raw, drafted), library)

    text = " ".join((words_of(made) if form == "docx" else made.decode()).split())
    assert "record of accepted findings" in text.casefold()
    assert ("Agreed &lt;b&gt;with&lt;/b&gt; {{7*7}} &amp; all" if form == "html" else "Agreed <b>with</b> {{7*7}} & all") in text


def test_what_people_typed_stays_a_value(deal: Deal, drafted: Draft) -> None:
    raw = deal(JSD)
    both(SLOW, ACCEPTED_SLOW)(raw)
    agreement = from_json(to_json(agreement_of(raw, drafted)))

    assert agreement.record
    assert [run.text for run in agreement.record.lines[0].runs if isinstance(run, Value)] == ["Griet Claes", "5 March 2026", REASON]


def test_a_later_acceptance_changes_the_fingerprint_that_was_approved(deal: Deal, drafted: Draft) -> None:
    plain_deal, with_one = deal(JSD), deal(JSD)
    SLOW(plain_deal)
    both(SLOW, ACCEPTED_SLOW)(with_one)

    assert content_fingerprint(drafted(plain_deal)) != content_fingerprint(drafted(with_one))


# The command -------------------------------------------------------------------------------------------------------------


def write(raw: Raw, folder: Path) -> Path:
    path = folder / "deal.json"
    path.write_text(json.dumps(raw), encoding="utf-8")
    return path


def test_check_shows_what_was_accepted_and_exits_with_0(deal: Deal, run: Callable[..., Result], tmp_path: Path) -> None:
    raw = deal(JSD)
    both(WITHOUT_FLOOR, ACCEPTED_FLOOR)(raw)

    result = run("check", write(raw, tmp_path))

    assert result.exit_code == 0
    assert "accepted error LIA-02 liab/cap carve_outs: Gross negligence" in result.stdout
    assert f"by Griet Claes, legal reviewer, on 2026-03-05: {REASON}" in result.stdout
    assert "1 accepted" in result.stderr


def test_check_tells_machines_which_findings_were_accepted(deal: Deal, run: Callable[..., Result], tmp_path: Path) -> None:
    raw = deal(JSD)
    both(SLOW, ACCEPTED_SLOW)(raw)

    rows = json.loads(run("check", write(raw, tmp_path), "--json").stdout)

    assert {row["code"]: row["accepted"]["reason"] for row in rows if "accepted" in row} == {"FIN-03": REASON}


def test_an_agreement_with_accepted_errors_is_made_and_carries_the_record(deal: Deal, run: Callable[..., Result], tmp_path: Path) -> None:
    raw = deal(JSD)
    both(WITHOUT_FLOOR, ACCEPTED_FLOOR)(raw)

    result = run("generate", write(raw, tmp_path), "--out", tmp_path, "--format", "txt")

    assert result.exit_code == 0
    assert "RECORD OF ACCEPTED FINDINGS" in Path(result.stdout.strip()).read_text(encoding="utf-8")


STRIKES: list[Strike] = [
    ("LIB-03", JSD, ACCEPTED_SLOW),
    ("LIB-03", JSD, accepted("LIA-02", "liab/exclusions", "carve_outs", role="legal reviewer")),
    ("LIB-03", JSD, both(WITHOUT_FLOOR, accepted("LIA-02", "liab/cap", "carve_outs", role="director"))),
]
SILENT: list[Strike] = [("LIB-03", JSD, both(SLOW, ACCEPTED_SLOW)), ("LIB-03", JSD, both(WITHOUT_FLOOR, ACCEPTED_FLOOR))]


class TestAcceptance(Group):
    strikes, silent = STRIKES, SILENT
