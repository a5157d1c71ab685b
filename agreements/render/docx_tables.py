"""Write the tables of an agreement: key terms, tables and forms in provisions, and the blocks where people sign."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from math import ceil

from agreements.agreement import ExecutionBlock, KeyTerm, Signatory, Table, Words, plain
from agreements.render.docx_measure import Face, width
from agreements.render.docx_template import Template
from agreements.render.docx_text import APPROVAL, EXECUTION, KEY_TERM, Marks, RunWriter, attribute, paragraph, text
from agreements.render.spacing import kept_together
from agreements.render.table_shape import divides, names_rows, row_heights, stays_whole

_KEEP, _TAB = "<w:keepNext/>", "<w:r><w:tab/></w:r>"
_LABEL_SHARE = 0.267
_MANY_COLUMNS, _NARROW_COLUMNS = 5, 6
FORM_ROW = 567
TOGETHER = 4  # as many parties sign on one page
_BESIDE, _TO_WRITE_IN = 160, 2400  # twentieths of a point: the white beside the words of a cell, a column that is empty
_WRITTEN = 3  # what is written by hand is so much longer than its heading


def key_terms(template: Template, runs: RunWriter, marks: Marks, terms: Sequence[KeyTerm], words: Words) -> str:
    """Return the table of the cover: what is agreed, in words, each row under its own heading."""
    widths = key_term_widths(template)
    rows = []
    for number, term in enumerate(terms, 1):
        value = marks.bookmark(marks.name(str(number), KEY_TERM), runs.write(term.runs))
        cells = [paragraph(template, "Key Term", text(term.label)), paragraph(template, "Key Value", value)]
        rows.append(_row(cells, widths, "<w:cantSplit/>"))
    return _table(template, Frame("Key Terms", Look(first_column=True), words.key_terms), widths, rows)


def key_term_widths(template: Template) -> list[int]:
    """Return the widths of the two columns of the cover."""
    label = round(template.width * _LABEL_SHARE)
    return [label, template.width - label]


def provision_table(template: Template, runs: RunWriter, table: Table, indent: int, ends: tuple[str, str]) -> str:
    """Return a table under the words of its provision, its first cell between *ends*; wide ones begin at the margin, forms have room to write."""
    grid = Grid(template, table, indent)
    if not grid.widths:
        return ""
    rows = list(_rows(template, runs, table, grid))
    if any(table.head):
        words = (*table.head, *[""] * (len(grid.widths) - len(table.head)))
        head = [paragraph(template, f"{grid.narrow}Table Heading", text(kept_together(each))) for each in words]
        rows.insert(0, _row(head, grid.widths, "<w:cantSplit/><w:tblHeader/>"))
    rows[0] = rows[0].replace("</w:pPr>", "</w:pPr>" + ends[0], 1).replace("</w:p>", ends[1] + "</w:p>", 1)
    look = Look(first_row=any(table.head), first_column=names_rows(table))
    frame = Frame("Form Table" if table.form else "Agreement Table", look, table.caption, ", ".join(table.head), grid.indent)
    return _table(template, frame, grid.widths, rows) + paragraph(template, "Table End", "")


def _rows(template: Template, runs: RunWriter, table: Table, grid: Grid) -> Iterator[str]:
    """Yield the rows below the heading row; without one, the first cell of each row is its heading."""
    first = "Table Text" if any(table.head) else "Table Heading"
    styles = [f"{grid.narrow}{first}", *[f"{grid.narrow}Table Text"] * (len(grid.widths) - 1)]
    room = f'<w:trHeight w:val="{FORM_ROW}" w:hRule="atLeast"/>' if table.form else ""
    for row, kept, height in zip(table.rows, kept_rows(table), row_heights(table), strict=True):
        cells = (*row, *[()] * (len(grid.widths) - len(row)))
        inner = [paragraph(template, style, runs.write(cell), _KEEP if kept else "") for style, cell in zip(styles, cells, strict=True)]
        yield _row(inner, grid.widths, ("" if divides(height) else "<w:cantSplit/>") + room)


def kept_rows(table: Table) -> list[bool]:
    """Return for each row whether it stays with the next: all rows of a small table do, and no row of another stands alone on a page."""
    whole, last = stays_whole(table), len(table.rows) - 1
    return [number < last and (whole or number in (0, last - 1)) for number in range(len(table.rows))]


class Grid:
    """Where a table begins, how wide its columns are, and whether it needs the narrow styles."""

    def __init__(self, template: Template, table: Table, indent: int) -> None:
        columns = _columns(table)
        self.indent = 0 if len(columns) >= _MANY_COLUMNS else indent
        self.narrow = "Narrow " if len(columns) >= _NARROW_COLUMNS else ""
        faces = [template.settings[f"{self.narrow}{name}".casefold()].face for name in ("Table Heading", "Table Text")]
        measured = [_measured(column, *faces) for column in columns]
        self.widths = _widths(measured, template.width - self.indent) if columns else []


def _columns(table: Table) -> list[tuple[str, ...]]:
    """Return the words of each column from top to bottom; a form may have no heading row."""
    return list(zip_longest(table.head, *([plain(cell) for cell in row] for row in table.rows), fillvalue=""))


def _measured(column: Sequence[str], heading: Face, cell: Face) -> tuple[int, int]:
    """Return the width of the longest word of a column, and of its longest cell; an empty column is to be written in."""
    faces = [heading, *[cell] * (len(column) - 1)]
    cells = [(kept_together(words), face) for words, face in zip(column, faces, strict=True)]
    word = max(width(word, face) for words, face in cells for word in words.split(" "))
    line = max(width(words, face) for words, face in cells)
    if not any(column[1:]):
        line = max(line, min(_TO_WRITE_IN, _WRITTEN * line)) if line else _TO_WRITE_IN
    return _BESIDE + ceil(word), _BESIDE + ceil(line)


def _widths(measured: Sequence[tuple[int, int]], whole: int) -> list[int]:
    """Return widths that add up to *whole*: each column has room for its longest word, and those with long cells get the rest."""
    least = [min(word, whole // 2) for word, _ in measured]
    if sum(least) > whole:
        least = [whole * each // sum(least) for each in least]
    wanted = [max(each, min(line, whole // 2)) for each, (_, line) in zip(least, measured, strict=True)]
    roomy = sum(wanted) <= whole  # all get more then; otherwise those do that must break their lines
    start = wanted if roomy else least
    shares = wanted if roomy else [wish - each for wish, each in zip(wanted, least, strict=True)]
    spare = whole - sum(start)
    widths = [each + spare * share // max(1, sum(shares)) for each, share in zip(start, shares, strict=True)]
    return [*widths[:-1], whole - sum(widths[:-1])]


def signing(template: Template, marks: Marks, blocks: Sequence[ExecutionBlock], words: Words, *, second: str = "") -> str:
    """Return the places to sign, two parties a row, those under the heading *second* for a second signature; no row is torn apart, and few rows stay together."""
    half = template.width // 2
    kind = APPROVAL if second else EXECUTION
    rows = []
    for first in range(0, len(blocks), 2):
        keep = _KEEP if first + 2 < len(blocks) <= TOGETHER else ""
        pair = [_block(template, block, words, keep, marks.ends(marks.name(block.party, kind))) for block in blocks[first : first + 2]]
        rows.append(_row([*pair, paragraph(template, "Signing Party", "", keep)][:2], [half, half], "<w:cantSplit/>"))
    return _table(template, Frame("Signatures", Look(), second or words.signatures), [half, half], rows)


def _block(template: Template, block: ExecutionBlock, words: Words, keep: str, ends: tuple[str, str]) -> str:
    party = paragraph(template, "Signing Party", ends[0] + text(block.name) + ends[1], keep)
    return party + "".join(_signatory(template, one, words, keep) for one in block.signatories)


def _signatory(template: Template, signatory: Signatory, words: Words, keep: str) -> str:
    lines = (
        (words.name, signatory.name),
        (words.position, signatory.position),
        (words.authority, signatory.authority),
        (words.date, signatory.date),
        (words.place, signatory.place),
    )
    rule = paragraph(template, "Signature Rule", text(words.signature), keep)
    written = ((text(label, template.styles["Signature Label"]), kept_together(given)) for label, given in lines)
    return rule + "".join(paragraph(template, "Signature Line", f"{label}{_TAB}{text(given) if given else _TAB}", keep) for label, given in written)


@dataclass(frozen=True, slots=True)
class Look:
    """Which cells of a table are headings, for those who hear it read."""

    first_row: bool = False
    first_column: bool = False

    def xml(self) -> str:
        """Return it as Word writes it, in letters and in bits."""
        bits = 0x0600 | 0x0020 * self.first_row | 0x0080 * self.first_column
        first = f'w:firstRow="{self.first_row:d}" w:lastRow="0" w:firstColumn="{self.first_column:d}" w:lastColumn="0"'
        return f'<w:tblLook w:val="{bits:04X}" {first} w:noHBand="1" w:noVBand="1"/>'


@dataclass(frozen=True, slots=True)
class Frame:
    """What a table is besides its rows: its style, its headings, its name and description for those who do not see it, where it begins."""

    style: str
    look: Look
    caption: str
    description: str = ""
    indent: int = 0


def _table(template: Template, frame: Frame, widths: Sequence[int], rows: Sequence[str]) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    named = f'<w:tblCaption w:val="{attribute(frame.caption)}"/>' if frame.caption else ""
    named += f'<w:tblDescription w:val="{attribute(frame.description)}"/>' if frame.description else ""
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{template.styles[frame.style]}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblInd w:w="{frame.indent}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{frame.look.xml()}{named}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _row(cells: Sequence[str], widths: Sequence[int], properties: str) -> str:
    sized = zip(cells, widths, strict=True)
    inner = "".join(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>' for cell, width in sized)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"
