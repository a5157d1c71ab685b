"""Read the whole library, gather every fault, and only then fail."""

from __future__ import annotations

import gc
import hashlib
import json
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from agreements.check_row import CheckRow
from agreements.errors import Fault, LibraryFaulty
from agreements.library import AnnexPage, Clause, Edition, IntakeField, Kind, Library, SharedTerm
from agreements.overlays import Overlay
from agreements.scenario import Scenario
from clauses import build, check_rows, coherence, editions, given, key_terms, named, plain, recipes, risks, rules, scenarios, schema
from clauses.files import Source, read
from clauses.wordings import read_wordings

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

    def checks(self, limits: Mapping[str, rules.LimitHead], laws: frozenset[str]) -> dict[str, CheckRow]:
        rows: dict[str, CheckRow] = {}
        for path in sorted((self.root / "checks").glob("*.toml")):
            heads = self.table(f"checks/{path.name}", rules.CheckHead)
            source = self.sources[f"checks/{path.name}"]
            rows |= {code: rules.check(code, head, source, limits, laws) for code, head in heads.items()}
        return rows

    def overlays(self) -> tuple[Overlay, ...]:
        return tuple(rules.overlay(id_, head) for id_, head in self.table("overlays.toml", rules.OverlayHead).items())

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
        head = schema.head(schema.ClauseHead, source.head, source)
        variants, texts = read_wordings(folder, self.open, self.terms)
        examples = self.open(folder / "examples.toml") if (folder / "examples.toml").exists() else None
        if examples is None and variants:
            source.fault("the clause has no examples.toml.", "Write one example per variant.")
        elif examples is not None:
            schema.head(schema.ExamplesHead, examples.head, examples)
        return build.clause(f"{folder.parent.name}/{folder.name}", head, source, variants, self.terms, texts) if head else None

    def annexes(self, own: Container[str]) -> dict[str, AnnexPage]:
        made: dict[str, AnnexPage] = {}
        for path in sorted((self.root / "annexes").glob("*.md")):
            source = self.open(path)
            if head := schema.head(schema.AnnexHead, source.head, source):
                made[path.stem] = build.annex(path.stem, head, source, self.terms)
                if path.stem in own:
                    source.fault(f"annexes/own.toml has an annex “{path.stem}”, too.", "Give one of them another name.", line=source.line_of("title"))
        return made

    def kinds(self) -> dict[str, Kind]:
        made: dict[str, Kind] = {}
        for path in sorted((self.root / "kinds").glob("*.toml")):
            source = self.open(path)
            if head := schema.head(schema.KindHead, source.head, source):
                made[path.stem] = build.kind(path.stem, head, source, self.terms)
        return made

    def editions(self, now: Mapping[str, Edition]) -> dict[str, dict[str, Edition]]:
        """Return every version of the clauses of which an earlier one is kept, and note what is wrong with the versions."""
        kept = {id_: dict(editions.earlier(self.root / id_, id_, self.open, self.terms)) for id_ in now}
        editions.examine(kept, now, self.open(self.root / editions.LOCK), self.sources)
        return {id_: {**versions, now[id_].clause.version: now[id_]} for id_, versions in kept.items() if versions}

    def scenarios(self) -> dict[str, Scenario]:
        made: dict[str, Scenario] = {}
        for path in sorted((self.root / "scenarios").glob("*.toml")):
            source = self.open(path)
            if head := schema.head(scenarios.ScenarioHead, source.head, source):
                made[path.stem] = scenarios.build(path.stem, head)
        return made

    def words(self, name: str) -> dict[str, str]:
        return named.texts(self.open(self.root / name))

    def whole(self, name: str, model: type[schema.H]) -> schema.H | None:
        source = self.open(self.root / name)
        return schema.head(model, source.head, source)

    def strays(self) -> None:
        """Note clauses in folders that are no category: nobody would read them."""
        for path in sorted(self.root.glob("*/*/clause.toml")):
            category = path.parent.parent.name
            if category not in CATEGORIES:
                self.open(path).fault(f"“{category}” is no category, so this clause is not read.", f"Move it to one of: {', '.join(CATEGORIES)}.", line=1)

    def faults(self) -> dict[Fault, bool]:
        """Return every fault so far, once; True where it leaves a file unread."""
        return {fault: source.unread and fault == source.faults[0] for source in self.sources.values() for fault in source.faults}


def read_library(root: Path = ROOT) -> tuple[Library, tuple[Fault, ...]]:
    """Return the library under *root* and every fault in it, each once: first files that cannot be read, then what each file has, then what does not fit."""
    reading = _Reading(root)
    terms = reading.shared_terms()
    intake = reading.intake()
    regions = reading.whole("territories.toml", named.RegionsHead)
    own = reading.words("annexes/own.toml")
    annexes = {code: AnnexPage(code, title) for code, title in own.items()} | reading.annexes(own)
    clauses = reading.clauses()
    kept = reading.editions({id_: editions.current(clause, annexes, terms) for id_, clause in clauses.items()})
    limits = reading.table("limits.toml", rules.LimitHead)
    sources = reading.table("sources.toml", schema.SourceHead)
    laws = frozenset(code for code, head in sources.items() if head.law)
    every = [*clauses.values(), *(edition.clause for versions in kept.values() for edition in versions.values())]
    library = Library(
        version=f"{RELEASE}+{_digest(root)}", language="en", kinds=reading.kinds(), clauses=clauses, annexes=annexes, terms=terms, intake=intake,
        checks=reading.checks(limits, laws), words=reading.words("language/en.toml"),
        territories=regions.regions if regions else {}, trusted_countries=frozenset(regions.trusted if regions else ()),
        risks=risks.build(reading.table("risks.toml", risks.RiskHead), reading.sources["risks.toml"]),
        groups=risks.groups(reading.table("groups.toml", risks.GroupHead)), scenarios=reading.scenarios(),
        anchors=reading.words("anchors.toml"), phrase_terms=build.phrase_terms(every, reading.terms),
        local_terms=build.local_terms(every), editions=kept, overlays=reading.overlays(),
        sources={code: build.source_note(code, head) for code, head in sources.items()}, key_terms=key_terms.groups(reading.open(root / key_terms.NAME)),
    )  # fmt: skip
    reading.strays()
    found = reading.faults()
    _examine(library, reading, limits)
    found |= {fault: False for fault in reading.faults() if fault not in found}
    return library, tuple(sorted(found, key=lambda fault: not found[fault]))


def _examine(library: Library, reading: _Reading, limits: Mapping[str, rules.LimitHead]) -> None:
    """Note in the files of *reading* where they do not fit each other."""
    sources, marks = reading.sources, {code: source.mark for code, source in library.sources.items()}
    coherence.examine(library, sources, frozenset(marks))
    given.examine(library, sources)
    recipes.examine(library, sources)
    recipes.examine_terms(library, sources["terms.toml"])
    check_rows.examine(library, sources)
    rules.examine(limits, library, sources, marks)
    risks.examine(library, sources["risks.toml"], sources["groups.toml"])
    scenarios.examine(library, sources, frozenset(marks))
    named.examine_anchors(library, sources["anchors.toml"])
    key_terms.examine(library, sources[key_terms.NAME])
    named.examine_words(library.words, sources["language/en.toml"], reading.whole("language/asked.toml", named.AskedHead))
    plain.examine(tuple(sources.values()), plain.read_words(reading.open(reading.root / plain.WORDS)))


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
    return example_at(ROOT, kind)


def example_at(root: Path, kind: str) -> object:
    """Return the example of *kind* in the library under *root*, as JSON; raise :class:`LibraryFaulty` when it cannot be read."""
    path = root / "kinds" / f"{kind}.example.json"
    where = path.relative_to(root.parent).as_posix()
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        fault = Fault(where, "the file is missing.", "Write a complete deal of this kind.")
    except json.JSONDecodeError as error:
        fault = Fault(f"{where}:{error.lineno}", f"this is not JSON: {error.msg[:1].lower()}{error.msg[1:]}.", "Correct the line.")
    except (ValueError, RecursionError):
        fault = Fault(where, "this is no JSON in UTF-8.", "Save the file as UTF-8.")
    raise LibraryFaulty([fault])


@cache
def library() -> Library:
    """Return the checked library, read once; raise :class:`LibraryFaulty` with every fault when it has any."""
    collecting = gc.isenabled()
    gc.disable()  # what is read here stays: looking for garbage meanwhile takes a quarter of the time
    try:
        made, faults = read_library()
    finally:
        if collecting:
            gc.enable()
    if faults:
        raise LibraryFaulty(faults)
    return made
