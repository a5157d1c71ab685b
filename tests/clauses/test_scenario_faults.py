"""A broken scenario, risk or group says where, what and how to mend it, together with every other fault of the library."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from agreements.library import Library
from clauses import risks, scenarios, schema
from clauses.files import Source, read
from clauses.library import ROOT, read_library

JOINT = "scenarios/joint-service-delivery.toml"
RISKS = "risks.toml"
FILES = ("risks.toml", "groups.toml", *sorted(f"scenarios/{path.name}" for path in (ROOT / "scenarios").glob("*.toml")))
Break = Callable[..., list[str]]


@pytest.fixture(name="broken")
def _broken(tmp_path: Path, library: Library) -> Break:
    """Copy scenarios, risks and groups, replace a text in one of them, read them again beside the clauses, and return the faults in words."""
    root = tmp_path / "clauses"
    for name in FILES:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, root / name)

    def change(path: str, old: str, new: str) -> list[str]:
        text = (root / path).read_text(encoding="utf-8")
        assert old in text, f"{path} does not hold {old}"
        (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")
        sources = {name: read(root / name, root) for name in FILES}
        reread(library, sources)
        return [str(fault) for source in sources.values() for fault in source.faults]

    return change


def reread(library: Library, sources: dict[str, Source]) -> None:
    """Note in *sources* what is wrong in them."""

    def table(name: str, model: type[schema.H]) -> dict[str, schema.H]:
        found = {key: schema.head(model, content, sources[name], key) for key, content in sources[name].head.items()}
        return {key: made for key, made in found.items() if made is not None}

    heads = {Path(name).stem: schema.head(scenarios.ScenarioHead, sources[name].head, sources[name]) for name in FILES if name.startswith("scenarios/")}
    made = replace(
        library, risks=library.risks | risks.build(table("risks.toml", risks.RiskHead), sources["risks.toml"]),
        groups=risks.groups(table("groups.toml", risks.GroupHead)),
        scenarios={id_: scenarios.build(id_, head) for id_, head in heads.items() if head is not None},
    )  # fmt: skip
    risks.examine(made, sources["risks.toml"], sources["groups.toml"])
    scenarios.examine(made, sources, frozenset(library.sources))


def line_of(path: str, text: str) -> int:
    return next(number for number, line in enumerate((ROOT / path).read_text(encoding="utf-8").splitlines(), start=1) if text in line)


@pytest.mark.parametrize(
    ("path", "old", "new", "words"),
    [
        (JOINT, "summary  =", "sumary  =", ["“sumary” is not known here", "Did you mean “summary”"]),
        (JOINT, "summary  =", "sumary  =", ["“summary” is missing"]),
        (JOINT, "does.client  =", "dos.client  =", ["“dos” is not known here", "Did you mean “does”"]),
        (JOINT, 'text  = "More turnover"', 'txt  = "More turnover"', ["“txt” is not known here", "Did you mean “text”"]),
        (JOINT, 'role = "partner"', 'role = "partnr"', ["there is no role “partnr”", "Did you mean “partner”"]),
        (JOINT, 'kinds    = ["joint-service-delivery"]', 'kinds    = ["joint-delivery"]', ["there is no kind “joint-delivery”"]),
        (JOINT, 'documents = ["nda"]', 'documents = ["ndaa"]', ["there is no kind “ndaa”", "Did you mean “nda”"]),
        (JOINT, 'sources  = ["S01"]', 'sources  = ["S99"]', ["there is no source “S99”"]),
        (JOINT, 'risk   = "R03"', 'risk   = "R30"', ["there is no risk “R30”", "R03"]),
        (JOINT, 'actors = ["partner"]', 'actors = ["partners"]', ["there is no actor “partners”", "Did you mean “partner”"]),
        (JOINT, 'actor = "client"', 'actor = "clint"', ["there is no actor “clint”"]),
        (JOINT, 'clauses = ["liab/allocation"]', 'clauses = ["liab/alocation"]', ["there is no clause “liab/alocation”"]),
        (JOINT, 'id   = "partner"', 'id   = "lead"', ["the actor “lead” stands twice"]),
        (JOINT, 'risk   = "R03"', 'risk   = "R01"', ["the risk “lead R01” stands twice"]),
        (JOINT, 'risks   = ["R10"]', "risks   = []", ["R10 is marked, yet no measure is taken against it", "Name R10 in the `risks` of a measure"]),
        (JOINT, "[[step]]", "[[stp]]", ["“stp” is not known here"]),
        ("scenarios/matchmaking.toml", 'kinds    = ["matchmaking-referral"]', 'kinds    = ["nda"]', ["no clause of NDA answers R10"]),
        ("scenarios/matchmaking.toml", 'kinds    = ["matchmaking-referral"]', 'kinds    = ["joint-service-delivery"]', ["belongs to the scenario"]),
        (RISKS, 'by = ["perf/quality"]', 'by = ["perf/qualities"]', ["R01 names the clause “perf/qualities”, which does not exist"]),
        (RISKS, 'by = ["perf/quality"]', 'by = ["perf/quality:best"]', ["“perf/quality” has no variant “best”"]),
        (RISKS, 'by = ["perf/quality"]', 'by = ["gen/general"]', ["R01 counts on “gen/general”, which does not name it", "Add R01"]),
        (RISKS, 'by = ["perf/quality"]', "by = []", ["no clause settles “A standard says how good the work must be.”"]),
        (RISKS, 'variants = ["monitor"]', 'variants = ["monitr"]', ["“perf/kpi” has no variant “monitr”", "Did you mean “monitor”"]),
        (RISKS, 'helps = "in part"', 'helps = "a bit"', ["“helps” cannot be “a bit”"]),
        (RISKS, "coordination_fee_percent = 0", "coordination_fee = 0", ["no answer or parameter is called “coordination_fee”"]),
        (RISKS, "fee_model != none or", "fee_modl != none or", ["no answer or parameter is called “fee_modl”", "Did you mean “fee_model”"]),
        (RISKS, "fee_model != none or", "fee_model != = none or", ["cannot be read"]),
        (RISKS, 'kinds = ["SCA", "FAC", "CSL"]', 'kinds = ["SCA", "FACE", "CSL"]', ["“FACE” in `kinds` of R01 is no kind", "Did you mean “FAC”"]),
        (RISKS, "because =", "becaus =", ["“becaus” is not known here", "Did you mean “because”"]),
        ("groups.toml", 'categories = ["gov"]', "categories = []", ["the category “gov” belongs to no group"]),
        ("groups.toml", 'categories = ["gov"]', 'categories = ["gov", "fin"]', ["the category “fin” belongs to two groups"]),
    ],
)
def test_a_fault_names_the_file_and_the_remedy(path: str, old: str, new: str, words: list[str], broken: Break) -> None:
    faults = broken(path, old, new)

    for word in words:
        assert [fault for fault in faults if fault.startswith(f"clauses/{path}") and word in fault], faults


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (JOINT, 'sources  = ["S01"]', 'sources  = ["S99"]'),
        (JOINT, 'risk   = "R03"', 'risk   = "R30"'),
        (JOINT, 'clauses = ["fin/payment-terms"]', 'clauses = ["fin/payment"]'),
        (RISKS, 'by = ["perf/acceptance"]', 'by = ["perf/accept"]'),
        (RISKS, 'kinds = ["SCA", "FAC", "CSL"]', 'kinds = ["SCA", "FACE", "CSL"]'),
    ],
)
def test_a_fault_names_the_line(path: str, old: str, new: str, broken: Break) -> None:
    faults = broken(path, old, new)

    assert [fault for fault in faults if fault.startswith(f"clauses/{path}:{line_of(path, old)}: ")], faults


def test_all_faults_are_shown_together_with_those_of_clauses(tmp_path: Path) -> None:
    root = tmp_path / "clauses"
    shutil.copytree(ROOT, root, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    changes = [
        (JOINT, 'sources  = ["S01"]', 'sources  = ["S99"]'),
        (RISKS, 'by = ["perf/quality"]', 'by = ["perf/qualities"]'),
        ("groups.toml", 'categories = ["gov"]', "categories = []"),
        ("comp/non-compete/clause.toml", '"R02"', '"R99"'),
    ]
    for path, old, new in changes:
        text = (root / path).read_text(encoding="utf-8")
        (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")

    places = {str(fault).split(":")[0] for fault in read_library(root)[1]}

    assert places >= {f"clauses/{path}" for path, _, _ in changes}


def test_files_as_they_are_have_no_fault(library: Library) -> None:
    sources = {name: read(ROOT / name, ROOT) for name in FILES}
    reread(library, sources)

    assert [str(fault) for source in sources.values() for fault in source.faults] == []
