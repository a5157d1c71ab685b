"""Whatever a lawyer gets wrong in a file of the library is said with file, line and remedy, all at once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from agreements.errors import Fault
from clauses.choosing import read_choosing
from clauses.library import ROOT, read_library

Change = tuple[str, str, str, str]  # file, what stands there, what takes its place, what the fault says

CLAUSE, OTHER, THIRD = "comp/non-compete/clause.toml", "perf/kpi/clause.toml", "fin/payment-terms/clause.toml"
RULE = '[[rule]]\nkind = "nda"\nwhen = "kind = NDA"\nbecause = "x"\n\n[[rule]]'
CHANGES: tuple[Change, ...] = (
    ("kinds/nda.toml", "talk about the Purpose", "talk about {{ nope }}", "“{{ nope }}” is no fact of a deal"),
    ("kinds/nda.toml", 'label = "Party", role = "any"', 'label = "Party", role = "boss"', "there is no role “boss”"),
    ("kinds/nda.toml", '"party", "lead", "partner"', '"party", "boss", "party"', "“party” stands twice in `roles`"),
    ("kinds/nda.toml", "lead     = false", "lead     = true", "one party must lead, yet no party may have the role"),
    ("kinds/nda.toml", '{ label = "Time", clauses = ["term/duration", "term/termination"] }', '{ label = "Time" }', "the row “Time” shows nothing"),
    ("kinds/data-sharing-benchmarking.toml", '"DSB"', '"DPA"', "the code “DPA” belongs to “data-processing” already"),
    (CLAUSE, "max  = 60\n", 'max  = 60\ndefault = "five"\n', "“duration_months” has a default that does not fit its type “months”"),
    (CLAUSE, "min     = 0\nmax     = 24", "min     = 25\nmax     = 24", "“post_term_months” has a `min` above its `max`"),
    (CLAUSE, 'default = "injunction_and_damages"', 'default = "injunction"', "“remedy” has a default that it does not allow itself"),
    (CLAUSE, 'from = "answers.competitors"', 'from = "hubs"', "“competitors” takes its value from “hubs”, which does not fit its type “enum”"),
    (CLAUSE, "[parameters.exit_right]", '[parameters."Exit Right"]', "“Exit Right” is no name for a parameter"),
    (CLAUSE, "pending  = []", 'pending  = []\nrequires = ["comp/non-compete"]', "“comp/non-compete” can never be met"),
    (OTHER, 'risks    = ["', 'changes  = { soon = "More." }\nrisks    = ["', "“soon” under [changes] is no version"),
    (THIRD, 'title    = "', 'pointer  = "{{ nope }}"\ntitle    = "', "“{{ nope }}” is no parameter of this clause"),
    ("checks/money.toml", "[FIN-01]", "[LIA-01]", "the code LIA-01 is taken already"),
    ("checks/money.toml", "[FIN-02]", "[money]", "“money” is no code of a check"),
    ("checks/money.toml", "{found} days to pay", "{fund} days to pay", "“fund” in `message` does not exist"),
    ("checks/money.toml", "late_interest not in {statutory, agreed_rate}", "late_interest not in {statutory, agreed}", "“late_interest” cannot be “agreed”"),
    ("checks/money.toml", 'firm      = "any_hub', 'firm      = "nope and any_hub', "no answer or parameter is called “nope”"),
    ("checks/money.toml", 'source    = "S12 Arts 2(6), 7"', 'source    = "S99"', "“S99” in `source` does not exist"),
    ("checks/disputes.toml", 'allowed   = "disp/governing-law.law"', 'allowed   = "disp/governing-law.lw"', "compares with “disp/governing-law.lw”"),
    ("intake.toml", "default = 0", 'default = "zero"', "“total_value_eur” has the default “zero”, which is no answer to it"),
    ("intake.toml", "[fee_model]", '[fee_model]\ndefault = "nope"', "“fee_model” has the default “nope”"),
    ("terms.toml", 'means = "{{ client }}"', 'means = "{{ clint }}"', "“{{ clint }}” is no fact of a deal"),
    ("anchors.toml", '"term/duration.start_date"', '"term/duration.start_day"', "“start” names the parameter “start_day”"),
    ("anchors.toml", "law      =", "lww      =", "“law” is missing"),
    ("anchors.toml", "people/non-solicit ", "people/solicit ", "“approved” names the clause “people/solicit”"),
    ("language/en.toml", 'contents = "', 'contnts = "', "“contents” is missing. Write it instead of “contnts”"),
    ("language/en.toml", "{page} of {pages}", "{page} of {all}", "“page” must hold {page}, {pages}"),
    ("language/plain.toml", "[banned]", '[other]\n"shall" = "must"\n\n[banned]', "“shall” stands twice"),
    ("language/plain.toml", '"hereby"', '" "', "“ ” is no word with what to write instead"),
    ("limits.toml", "value  = 60", 'value  = "soon"', "“soon” is neither a number nor a day"),
    ("limits.toml", 'value  = "2026-12-31"', "value  = 5", "the limit of FIN-17 must be a day"),
    ("overlays.toml", 'countries = ["DE"]\nvalue     = ["intent"]', 'countries = ["DEU"]\nvalue     = ["intend"]', "names the country “DEU”"),
    ("overlays.toml", 'value     = ["intend"]', 'value     = ["intend"] ', "“DE-floor” needs a list of losses"),
    ("groups.toml", 'categories = ["gov"]', 'categories = ["gov", "gvo"]', "no clause belongs to the category “gvo”"),
    ("scenarios/matchmaking.toml", 'kinds    = ["matchmaking-referral"]', "kinds    = []", "the scenario names no kind of agreement"),
    ("risks.toml", 'by = ["perf/quality"]', 'by = ["perf/quality"], when = "includes perf/quality:best"', "“perf/quality” has no variant “best”"),
    ("risks.toml", 'when = "includes perf/quality:best"', 'when = "includes perf/quality:best or inherits perf/kpi:monitor"', "“inherits perf/kpi:monitor” never holds"),
    ("annexes/own.toml", "EXP =", 'kpi-sheet = "x"\nEXP =', "annexes/own.toml has an annex “kpi-sheet”, too"),
    ("choosing.toml", "[[rule]]", RULE, "“kind” cannot be asked like this"),
    ("choosing.toml", 'asked_when = "aim = unsure"', 'asked_when = "client_request = no"', "whether “client_request” is asked hangs on its own answer"),
    ("choosing.toml", '"nda", "client-service-letter"', '"nda", "nda", "client-service-letter"', "“nda” stands twice in `order`"),
    ("choosing.toml", "[question.experts.gives.yes]", "[question.experts.gives.yes]\nfee_model = 5", "“experts” gives “fee_model”: “5” is no answer"),
    ("versions.toml", '["gen/notices"]', '["gen/notices"]\n"soon" = "x"', "“soon” of gen/notices is no version with a digest"),
    ("versions.toml", '["gen/notices"]', '["gen/notice"]\n"1.0.0" = "x"\n\n["gen/notices"]', "“gen/notice” was released, and there is no such clause any more"),
)  # fmt: skip
ELSEWHERE = {"annexes/own.toml": "annexes/kpi-sheet.md", "limits.toml": "checks/money.toml"}  # what two files are wrong about is said in one of them
Faults = tuple[Path, tuple[Fault, ...]]


@pytest.fixture(name="faults", scope="module")
def _faults(tmp_path_factory: pytest.TempPathFactory) -> Faults:
    """Make every change in one copy of the library and read it once."""
    root = tmp_path_factory.mktemp("broken") / "clauses"
    shutil.copytree(ROOT, root, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    (root / "stray" / "clause").mkdir(parents=True)
    shutil.copy(ROOT / CLAUSE, root / "stray" / "clause" / "clause.toml")
    for path, old, new, _ in CHANGES:
        text = (root / path).read_text(encoding="utf-8")
        assert old in text, f"{path} does not hold {old}"
        (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")
    library, faults = read_library(root)
    return root, faults + read_choosing(library, root)[1]


@pytest.mark.parametrize(("path", "says"), [(path, says) for path, _, _, says in CHANGES], ids=lambda each: each[:60])
def test_every_fault_is_said_with_its_file_and_how_to_mend_it(path: str, says: str, faults: Faults) -> None:
    found = [fault for fault in faults[1] if says in str(fault)]

    assert found, "\n".join(map(str, faults[1]))
    assert all(fault.mend for fault in found)
    assert {fault.where.partition(":")[0].removeprefix("clauses/") for fault in found} & {path, ELSEWHERE.get(path, path)}


def test_every_fault_names_a_file_and_a_line_that_exist(faults: Faults) -> None:
    root, found = faults
    for fault in found:
        name, _, line = fault.where.partition(":")
        assert 0 <= int(line or 0) <= len((root.parent / name).read_text(encoding="utf-8").splitlines()), fault


def test_no_fault_is_said_twice(faults: Faults) -> None:
    assert len(set(faults[1])) == len(faults[1])


def test_a_clause_in_a_folder_that_nobody_reads_is_a_fault(faults: Faults) -> None:
    assert any(fault.where.startswith("clauses/stray/clause/clause.toml") and "“stray” is no category" in fault.what for fault in faults[1])
