"""Make all pages of the catalogue: the same library gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from agreements.catalogue import links, overviews
from agreements.catalogue.clause_page import clause_page
from agreements.library import Library
from agreements.render.html import anchor, stylesheet, template

STYLE = "catalogue.css"
_FOLDER = "catalogue"


def pages(library: Library) -> Mapping[str, bytes]:
    """Return the catalogue of *library*: the content of each file by its path; the start page comes last, so that it never leads nowhere."""
    made = {STYLE: stylesheet(STYLE, _FOLDER), **dict(_pages(library))}
    return {path: content.encode() for path, content in made.items()}


def _pages(library: Library) -> Iterator[tuple[str, str]]:
    press = _Press(library)
    for clause in library.clauses.values():
        page = clause_page(library, clause)
        yield press.page("clause", links.clause(clause.id), "clauses", page=page)
        if page.others:
            yield press.page("in_kinds", links.in_kinds(clause.id), "clauses", page=page)
    for kind in library.kinds.values():
        yield press.page("kind", links.kind(kind.id), "kinds", page=overviews.kind_page(library, kind))
    for risk in library.risks.values():
        yield press.page("risk", links.risk(risk.id), "risks", page=overviews.risk_page(library, risk))
    groups = overviews.check_groups(library)
    for group, rows in groups.items():
        yield press.page("check_group", links.check_group(group), "checks", group=group, rows=rows)
    annexes = overviews.annexes(library)
    for annex in annexes:
        yield press.page("annex", links.annex(annex.id), "annexes", page=annex)
    kinds = overviews.kinds_in_order(library)
    yield press.page("kinds", "kinds.html", "kinds", kinds=kinds)
    yield press.page("risks", "risks.html", "risks")
    yield press.page("checks", "checks.html", "checks", groups=groups)
    yield press.page("annexes", "annexes.html", "annexes", rows=annexes)
    yield press.page("terms", "terms.html", "terms", rows=overviews.terms(library))
    yield press.page("sources", "sources.html", "sources", rows=overviews.sources(library))
    yield press.page("national", "national.html", "checks", rows=overviews.national(library))
    narrow = [*(kind.code for kind in kinds), *library.risks]
    wordings = sum(len(clause.variants) for clause in library.clauses.values())
    yield press.page("index", "index.html", "clauses", groups=overviews.entries(library), kinds=kinds, narrow=narrow, wordings=wordings)


class _Press:
    def __init__(self, library: Library) -> None:
        self._shared = {"library": library, "words": library.words, "links": links, "anchor": anchor}

    def page(self, name: str, path: str, section: str, **shown: object) -> tuple[str, str]:
        """Return *path* and its page; *section* is the part of the catalogue that it belongs to."""
        root = "../" * path.count("/")
        return path, template(f"{name}.html.jinja", _FOLDER).render(**self._shared, here=path, root=root, section=section, **shown)
