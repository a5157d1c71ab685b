"""Read the whole library, gather every fault, and only then fail."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from agreements.errors import Fault, LibraryFaulty
from agreements.library import AnnexPage, CheckRow, Clause, IntakeField, Kind, Library, SharedTerm, Variant
from clauses import build, coherence, schema
from clauses.files import Source, read

ROOT = Path(__file__).parent
RELEASE = "1.0"
CATEGORIES = ("core", "gov", "perf", "fin", "ip", "conf", "data", "ai", "people", "facility", "comp", "compl", "liab", "term", "disp", "gen")


@dataclass(slots=True)
class _Reading:
    root: Path
    sources: dict[str, Source] = field(default_factory=dict)
    terms: build.Terms = lambda text: frozenset()  # replaced as soon as terms.toml is read

    def open(self, path: Path) -> Source:
        source = read(path, self.root)
        self.sources[path.relative_to(self.root).as_posix()] = source
        return source

    def table(self, name: str, model: type[schema.H]) -> dict[str, schema.H]:
        source = self.open(self.root / name)
        found = {key: schema.head(model, content, source, key) for key, content in source.head.items()}
        return {key: made for key, made in found.items() if made is not None}

    def checks(self) -> dict[str, CheckRow]:
        rows: dict[str, CheckRow] = {}
        for path in sorted((self.root / "checks").glob("*.toml")):
            heads = self.table(f"checks/{path.name}", schema.CheckHead)
            source = self.sources[f"checks/{path.name}"]
            rows |= {code: build.check(code, head, source) for code, head in heads.items()}
        return rows

    def shared_terms(self) -> dict[str, SharedTerm]:
        heads = self.table("terms.toml", schema.TermHead)
        self.terms = build.term_finder(list(heads))
        source = self.sources["terms.toml"]
        return {name: build.term(name, head, source, self.terms) for name, head in heads.items()}

    def intake(self) -> dict[str, IntakeField]:
        return {name: build.intake(name, head) for name, head in self.table("intake.toml", schema.IntakeHead).items()}

    def clauses(self) -> dict[str, Clause]:
        folders = [folder for category in CATEGORIES for folder in sorted((self.root / category).glob("*/"))]
        found = (self.clause(folder) for folder in folders)
        return {made.id: made for made in found if made is not None}

    def clause(self, folder: Path) -> Clause | None:
        source = self.open(folder / "clause.toml")
        head = None if source.faults else schema.head(schema.ClauseHead, source.head, source)
        variants = self.variants(folder)
        examples = self.open(folder / "examples.toml") if (folder / "examples.toml").exists() else None
        if examples is None and variants:
            source.fault("the clause has no examples.toml.", "Write one example per variant.")
        elif examples is not None:
            schema.head(schema.ExamplesHead, examples.head, examples)
        return build.clause(f"{folder.parent.name}/{folder.name}", head, source, variants, self.terms) if head else None

    def variants(self, folder: Path) -> dict[str, Variant]:
        made: dict[str, Variant] = {}
        for path in sorted(folder.glob("*.md")):
            source = self.open(path)
            if head := schema.head(schema.VariantHead, source.head, source):
                made[path.stem] = build.variant(path.stem, head, source, self.terms)
        return made

    def annexes(self) -> dict[str, AnnexPage]:
        made: dict[str, AnnexPage] = {}
        for path in sorted((self.root / "annexes").glob("*.md")):
            source = self.open(path)
            if head := schema.head(schema.AnnexHead, source.head, source):
                made[path.stem] = build.annex(path.stem, head, source, self.terms)
        return made

    def kinds(self) -> dict[str, Kind]:
        made: dict[str, Kind] = {}
        for path in sorted((self.root / "kinds").glob("*.toml")):
            source = self.open(path)
            if head := schema.head(schema.KindHead, source.head, source):
                made[path.stem] = build.kind(path.stem, head, source, self.terms)
        return made

    def words(self, name: str) -> dict[str, str]:
        source = self.open(self.root / name)
        flat = {key: value for key, value in source.head.items() if isinstance(value, str)}
        for key in source.head.keys() - flat.keys():
            source.fault(f"“{key}” must be a text.", "Put it in quotes.", line=source.line_of(key))
        return flat


def read_library(root: Path = ROOT) -> tuple[Library, tuple[Fault, ...]]:
    """Return the library under *root* and every fault in it, in the order of files and lines."""
    reading = _Reading(root)
    terms = reading.shared_terms()
    intake = reading.intake()
    regions = reading.open(root / "territories.toml").head
    annexes = {code: AnnexPage(code, title) for code, title in reading.words("annexes/own.toml").items()} | reading.annexes()
    clauses = reading.clauses()
    library = Library(
        version=f"{RELEASE}+{_digest(root)}", language="en", kinds=reading.kinds(), clauses=clauses, annexes=annexes, terms=terms, intake=intake,
        checks=reading.checks(), words=reading.words("language/en.toml"), territories=_names(regions), trusted_countries=frozenset(regions.get("trusted", [])),
        risks={code: risk.title for code, risk in reading.table("risks.toml", schema.RiskHead).items()},
        anchors=reading.words("anchors.toml"), phrase_terms=build.phrase_terms(clauses.values(), reading.terms),
        local_terms=build.local_terms(clauses.values()),
    )  # fmt: skip
    known = frozenset(reading.table("sources.toml", schema.SourceHead))
    coherence.examine(library, reading.sources, known)
    return library, tuple(fault for source in reading.sources.values() for fault in source.faults)


def _names(regions: Mapping[str, Any]) -> dict[str, str]:
    names = regions.get("regions", {})
    return {str(code): str(name) for code, name in names.items()}


def _digest(root: Path) -> str:
    """Return eight hexadecimal digits that change with any file of the library."""
    total = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        if path.suffix in {".toml", ".md"} and path.name != "README.md":
            total.update(path.relative_to(root).as_posix().encode())
            total.update(path.read_bytes())
    return total.hexdigest()[:8]


def example(kind: str) -> object:
    """Return a complete, valid deal of *kind*, as JSON."""
    return json.loads((ROOT / "kinds" / f"{kind}.example.json").read_text(encoding="utf-8"))


@cache
def library() -> Library:
    """Return the checked library, read once; raise :class:`LibraryFaulty` with every fault when it has any."""
    made, faults = read_library()
    if faults:
        raise LibraryFaulty(faults)
    return made
