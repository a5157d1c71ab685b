"""The rules of the house: imports point one way, each library has its few places, nothing grows too long, everything says what it does."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from clauses import library

ROOT = Path(__file__).parent.parent
PACKAGES = ("agreements", "clauses", "templates", "webapp", "legal_helpdesk")
MODULES = sorted(path.relative_to(ROOT) for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
EVERYTHING = sorted([*MODULES, *(path.relative_to(ROOT) for folder in ("tests", "benchmarks") for path in (ROOT / folder).rglob("*.py"))])

ALLOWED = {
    "templates": set(),
    "agreements": {"templates"},
    "clauses": {"agreements"},
    "legal_helpdesk": set(),
    "webapp": {"agreements", "clauses", "legal_helpdesk", "templates"},
}
ENTRY_POINTS = "agreements/cli/"
HOMES = {
    "docx": ("agreements/render/docx", "agreements/letterhead"),
    "docxtpl": ("agreements/letterhead",),
    "weasyprint": ("agreements/render/pdf.py",),
    "pikepdf": ("agreements/render/pdf.py", "agreements/cli/demo.py", "agreements/foreign/pdf_"),
    "uharfbuzz": ("agreements/render/docx_fonts.py",),
    "jinja2": ("agreements/render/html.py", "agreements/letterhead"),
    "babel": ("agreements/phrases.py", "agreements/codes.py", "agreements/printed_values.py"),
    "num2words": ("agreements/phrases.py",),
    "markdown_it": ("clauses/wording.py",),
    "click": ("agreements/cli/",),
    "rich": ("agreements/cli/",),
    "flask": ("webapp/", "legal_helpdesk/"),
}
IMPURE = {"time", "random", "socket", "subprocess", "urllib.request", "os", "pathlib", "tempfile"}
IMPURE_HOMES = (
    "agreements/cli/",
    "agreements/render/html.py",
    "agreements/render/pdf.py",
    "agreements/render/pdf_fonts.py",
    "agreements/render/docx_fonts.py",
    "agreements/render/docx_template.py",
    "agreements/render/docx_package.py",
    "agreements/foreign/apart.py",
    "agreements/foreign/pdf_file.py",
)


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_imports_point_inwards(module: Path) -> None:
    if module.as_posix().startswith(ENTRY_POINTS):
        return
    ours = {name.partition(".")[0] for name in imported(module)} & ALLOWED.keys()

    assert ours <= ALLOWED[module.parts[0]] | {module.parts[0]}


@pytest.mark.parametrize("module", [module for module in MODULES if not module.as_posix().startswith(ENTRY_POINTS)], ids=str)
def test_only_entry_points_import_the_command(module: Path) -> None:
    assert not [name for name in imported(module) if name.startswith("agreements.cli")]


@pytest.mark.parametrize("library", HOMES)
def test_a_library_is_imported_only_where_its_job_is_done(library: str) -> None:
    users = [module.as_posix() for module in MODULES if library in {name.partition(".")[0] for name in imported(module)}]

    assert [user for user in users if not user.startswith(HOMES[library])] == []


@pytest.mark.parametrize("module", [module for module in MODULES if module.parts[0] == "agreements"], ids=str)
def test_the_engine_has_no_clock_no_network_and_touches_no_file(module: Path) -> None:
    if module.as_posix().startswith(IMPURE_HOMES):
        return

    assert not set(imported(module)) & IMPURE
    assert "now(" not in (ROOT / module).read_text(encoding="utf-8")
    assert "today(" not in (ROOT / module).read_text(encoding="utf-8")


@pytest.mark.parametrize("module", [module for module in MODULES if module.parts[0] == "agreements"], ids=str)
def test_the_engine_names_no_clause(module: Path) -> None:
    text = "\n".join(line for line in (ROOT / module).read_text(encoding="utf-8").splitlines() if ">>>" not in line and not line.lstrip().startswith("'"))

    assert [id_ for id_ in library().clauses if f'"{id_}' in text] == []


@pytest.mark.parametrize("path", EVERYTHING, ids=str)
def test_no_file_is_longer_than_300_lines(path: Path) -> None:
    assert len((ROOT / path).read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", EVERYTHING, ids=str)
def test_no_function_is_longer_than_40_lines(path: Path) -> None:
    assert [node.name for node in functions(path) if (node.end_lineno or 0) - node.lineno + 1 > 40] == []


@pytest.mark.parametrize("path", EVERYTHING, ids=str)
def test_every_module_opens_with_one_sentence(path: Path) -> None:
    docstring = ast.get_docstring(ast.parse((ROOT / path).read_text(encoding="utf-8")))

    assert docstring
    assert docstring.splitlines()[0].rstrip().endswith((".", ":", "``"))


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_every_public_function_and_class_says_what_it_does(module: Path) -> None:
    tree = ast.parse((ROOT / module).read_text(encoding="utf-8"))
    public = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")]

    assert [node.name for node in public if not ast.get_docstring(node)] == []


@pytest.mark.parametrize("path", [path for path in EVERYTHING if path.name not in ("__init__.py", "conftest.py")], ids=str)
def test_no_module_has_a_name_that_says_nothing(path: Path) -> None:
    assert path.stem not in {"utils", "util", "helpers", "helper", "manager", "data", "process", "misc", "common", "base"}


def test_git_ignores_no_file_of_the_library_or_the_templates() -> None:
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").split()

    assert all(line.startswith("/") or line in {"__pycache__/", "*.egg-info/"} for line in ignored)
