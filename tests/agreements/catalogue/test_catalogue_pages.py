"""The pages of the catalogue are sound: no dead link, well formed, open to everybody, the same each time, and safe from hostile text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from posixpath import dirname, join, normpath

from click.testing import Result
from page_reading import Page, contrast

from agreements.catalogue import links, pages
from agreements.cli import catalogue_files
from agreements.library import Library, Paragraph, Variant, Words

HOSTILE = '<script>alert("1")</script> & {{ 7*7 }} <b>x</b> {% raw %} \' javascript:x'


# Links, soundness, access ----------------------------------------------------------------------------------------------


def test_no_link_is_dead(made: Mapping[str, bytes], read: Mapping[str, Page]) -> None:
    fonts = {"fonts/" + path for path in re.findall(r'url\("fonts/([^"]+)"\)', made["catalogue.css"].decode())}
    assert fonts == {path for path, _ in catalogue_files.fonts() if path.endswith(".otf")}
    for path, page in read.items():
        for attributes in page.all("a", "link"):
            file, _, place = str(attributes["href"]).partition("#")
            target = normpath(join(dirname(path), file)) if file else path
            assert target in made, (path, attributes)
            assert not place or place in read[target].ids, (path, attributes)


def test_every_page_is_well_formed(read: Mapping[str, Page]) -> None:
    for path, page in read.items():
        assert page.faults == [], path
        assert sorted(page.ids) == sorted(set(page.ids)), path


def test_every_page_can_be_used_by_everybody(read: Mapping[str, Page], made: Mapping[str, bytes]) -> None:
    for path, page in read.items():
        levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
        first = next(attributes for tag, attributes in page.tags if tag == "a")

        assert made[path].startswith(b"<!DOCTYPE html>"), path
        assert page.all("html")[0] == {"lang": "en"}
        assert [len(page.all(name)) for name in ("h1", "main", "header", "footer", "title")] == [1, 1, 1, 1, 1], path
        assert first == {"class": "skip", "href": "#main"}
        assert all(after - before <= 1 for before, after in pairwise(levels)), path
        assert all(attributes.get("aria-label") for attributes in page.all("nav")), path
        assert all(attributes.get("scope") in ("col", "row") for attributes in page.all("th")), path
        assert all(attributes.get("aria-label") or attributes.get("aria-labelledby") in page.ids for attributes in page.all("section", "article")), path
    titles = [re.search(r"<title>(.*?)</title>", content.decode()) for path, content in made.items() if path in read]
    assert len({title[1] for title in titles if title}) == len(read)


def test_no_page_needs_a_script_or_anything_from_elsewhere(made: Mapping[str, bytes], read: Mapping[str, Page]) -> None:
    for path, page in read.items():
        assert page.all("script", "iframe", "img", "object", "form") == [], path
        assert [name for _, attributes in page.tags for name in attributes if name.startswith("on") or name == "style"] == [], path
        assert not [attributes for attributes in page.all("a", "link") if re.match(r"[a-z]+:|//", str(attributes["href"]))], path
    assert not re.search(r"https?:|//|@import", re.sub(r"/\*.*?\*/", "", made["catalogue.css"].decode(), flags=re.DOTALL))


def test_no_page_is_larger_than_sixty_kilobytes(read: Mapping[str, Page], made: Mapping[str, bytes]) -> None:
    assert {path: len(made[path]) for path in read if len(made[path]) > 61_440} == {}


def test_words_stand_out_from_what_is_behind_them(made: Mapping[str, bytes]) -> None:
    tokens = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", made["catalogue.css"].decode()))
    pairs = [(ink, paper) for ink in ("ink", "soft", "accent") for paper in ("paper", "sheet", "wash", "accent-wash")]
    pairs += [("open", "open-wash"), ("stop", "stop-wash")]

    assert {pair: round(contrast(tokens[pair[0]], tokens[pair[1]]), 2) for pair in pairs if contrast(tokens[pair[0]], tokens[pair[1]]) < 4.5} == {}


# The same, and safe ----------------------------------------------------------------------------------------------------


def test_two_runs_give_the_same_bytes(library: Library, made: Mapping[str, bytes]) -> None:
    assert pages(library) == made
    assert [*pages(library)][-1] == "index.html"


def test_hostile_text_is_shown_as_text(library: Library) -> None:
    clause = library.clauses["comp/non-compete"]

    def poisoned(variant: Variant) -> Variant:
        return replace(variant, label=HOSTILE, for_lead=HOSTILE, for_partner=HOSTILE, paragraphs=(Paragraph((Words(HOSTILE),)),), introduces=(HOSTILE,))

    asked = {
        name: replace(each, ask=HOSTILE, note=HOSTILE, choices=dict.fromkeys(each.choices, HOSTILE), default=HOSTILE if each.type == "text" else each.default)
        for name, each in clause.parameters.items()
    }
    evil = replace(
        clause, title=HOSTILE, purpose=HOSTILE, guidance=HOSTILE, version=HOSTILE, review=HOSTILE, parameters=asked, changes={HOSTILE: HOSTILE},
        variants={id_: poisoned(each) for id_, each in clause.variants.items()},
    )  # fmt: skip
    poisoned_library = replace(
        library,
        version=HOSTILE,
        clauses={**library.clauses, clause.id: evil},
        kinds={id_: replace(kind, title=HOSTILE, use_when=HOSTILE) for id_, kind in library.kinds.items()},
        risks={id_: replace(risk, title=HOSTILE, where=HOSTILE, bears=HOSTILE) for id_, risk in library.risks.items()},
        checks={code: replace(row, message=HOSTILE, fix=HOSTILE, source=HOSTILE, also=()) for code, row in library.checks.items()},
        sources={id_: replace(note, title=HOSTILE, supports=HOSTILE) for id_, note in library.sources.items()},
        annexes={id_: replace(page, title=HOSTILE) for id_, page in library.annexes.items()},
        groups=tuple(replace(group, title=HOSTILE) for group in library.groups),
    )
    made = pages(poisoned_library)

    for path, content in made.items():
        assert b"<script" not in content, path
        assert b"<b>x</b>" not in content, path
        if path.endswith(".html"):
            assert Page(content).faults == [], path
    assert " ".join(HOSTILE.split()) in Page(made[links.clause(clause.id)]).text


# The command -----------------------------------------------------------------------------------------------------------


def test_the_command_writes_every_page_and_prints_the_start_page(run: Callable[..., Result], made: Mapping[str, bytes], tmp_path: Path) -> None:
    done = run("clauses", "--html", tmp_path / "to" / "read")

    assert done.exit_code == 0
    assert done.stdout == f"{tmp_path / 'to' / 'read' / 'index.html'}\n"
    written = {path.relative_to(tmp_path / "to" / "read").as_posix(): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert written == {**made, **dict(catalogue_files.fonts())}


def test_the_command_refuses_a_file_and_options_that_do_not_go_together(run: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")

    assert run("clauses", "--html", tmp_path / "file").exit_code == 1
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"
    assert run("clauses", "--html", tmp_path, "--json").exit_code == 2
    assert run("clauses", "--html", tmp_path, "--kind", "nda").exit_code == 2
