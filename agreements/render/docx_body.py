"""Write provisions as Word's paragraphs: numbered by style, each in a bookmark, tables after their words."""

from __future__ import annotations

from dataclasses import dataclass

from agreements.agreement import Annex, NumberedLine, Provision, Term, Text
from agreements.render.docx_flow import ANNEX_BELOW, before_last
from agreements.render.docx_numbering import Numbering
from agreements.render.docx_tables import provision_table
from agreements.render.docx_template import Template
from agreements.render.docx_text import ANNEX, ANNEX_LABEL, TABLE, Marks, RunWriter, paragraph, text
from agreements.render.spacing import kept_together

_KEEP = "<w:keepNext/>"
_BELOW = f'<w:pageBreakBefore w:val="0"/><w:spacing w:before="{ANNEX_BELOW}"/>'
_NO_LIST = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'


@dataclass(frozen=True, slots=True)
class _Styles:
    """The styles of provisions: of one with a heading, and of the others by level."""

    heading: str
    levels: tuple[str, str, str, str]


_CLAUSE = _Styles("Clause 1", ("Clause 1", "Clause 2", "Clause 3", "Clause 4"))
_ANNEX = _Styles("Annex Clause", ("Annex Text 1", "Annex Text 2", "Annex Text 3", "Annex Text 4"))


class Body:
    """Write the numbered parts of one document, in printed order."""

    def __init__(self, template: Template, marks: Marks, runs: RunWriter) -> None:
        self._template = template
        self._marks = marks
        self._runs = runs
        self.numbering = Numbering(template.lists)

    def line(self, line: NumberedLine, style: str, kind: str) -> str:
        """Return a party, a recital or a line of the record, as *kind* says."""
        return self._numbered(style, self._marks.bookmark(self._marks.name(line.id, kind), self._runs.write(line.runs)), line.label)

    def clause(self, clause: Provision) -> str:
        """Return a clause with everything below it, inside the bookmark that carries its id."""
        return self._whole(clause, _CLAUSE)

    def annex(self, annex: Annex, note: str, *, begins: bool) -> str:
        """Return an annex, which counts anew and may begin a page, with *note* under its heading; the bookmark of its label holds nothing but the label."""
        if "Annex Heading" in self._template.numbers:
            self.numbering.place(self._template.numbers["Annex Heading"], self._template.levels["Annex Heading"], "")
        begin, end = self._marks.ends(self._marks.name(annex.id, ANNEX))
        label = text(kept_together(annex.label), self._template.styles["Annex Label"])
        heading = begin + self._marks.bookmark(self._marks.name(annex.id, ANNEX_LABEL), label)
        heading += text(f"\u2002{annex.title}") if annex.title else ""
        opening = paragraph(self._template, "Annex Heading", heading, "" if begins else _BELOW) + paragraph(self._template, "Annex Note", text(note))
        return opening + "".join(self._whole(provision, _ANNEX) for provision in annex.provisions) + end

    def _whole(self, provision: Provision, styles: _Styles) -> str:
        begin, end = self._marks.ends(self._marks.name(provision.id))
        target = self._marks.target(provision.id)
        if not (provision.label or provision.heading or provision.runs):
            first = begin + self._marks.bookmark(target, "")
        elif provision.label and provision.heading:
            first = self._numbered(styles.heading, begin + self._marks.bookmark(target, text(provision.heading)), provision.label)
            first += paragraph(self._template, "Clause Text", self._runs.write(provision.runs)) if provision.runs else ""
        else:
            first = self._single(provision, begin + self._marks.bookmark(target, self._words(provision)), styles)
        return first + self._rest(provision, styles) + end

    def _below(self, provision: Provision, styles: _Styles, *, keep: bool) -> str:
        inner = self._marks.bookmark(self._marks.name(provision.id), self._words(provision))
        first = self._single(provision, inner, styles, keep=keep) if provision.label or provision.heading or provision.runs else inner
        return first + self._rest(provision, styles)

    def _rest(self, provision: Provision, styles: _Styles) -> str:
        table = ""
        if provision.table:
            ends = self._marks.ends(self._marks.name(provision.id, TABLE))
            indent = self._indent(provision) if styles is _CLAUSE else 0
            table = provision_table(self._template, self._runs, provision.table, indent, ends)
        kept = before_last(provision)
        return table + "".join(self._below(child, styles, keep=child is kept) for child in provision.children)

    def _words(self, provision: Provision) -> str:
        heading = (Term(provision.heading), Text(" ")) if provision.heading else ()
        return self._runs.write((*heading, *provision.runs))

    def _single(self, provision: Provision, inner: str, styles: _Styles, *, keep: bool = False) -> str:
        """Return the one paragraph of a provision without a heading of its own."""
        kept = _KEEP if keep or provision.children or provision.table else ""
        if not provision.label:
            indent = self._indent(provision)
            direct = "" if indent == self._template.indent(1) else f'<w:ind w:left="{indent}"/>'
            return paragraph(self._template, "Definition", inner, kept + direct)
        return self._numbered(styles.levels[min(provision.level, 4) - 1], inner, provision.label, kept)

    def _numbered(self, style: str, inner: str, label: str, keep: str = "") -> str:
        """Return a paragraph that prints *label*: by its style's list, by another use of it, or typed where no list can."""
        num, level = self._template.numbers[style], self._template.levels[style]
        used = self.numbering.place(num, level, label)
        if used is None:
            indent = self._template.indents[style]
            above = max((each for each in self._template.indents.values() if each < indent), default=0)
            return paragraph(self._template, style, text(f"{label}\t") + inner, f'{keep}{_NO_LIST}<w:ind w:left="{indent}" w:hanging="{indent - above}"/>')
        direct = "" if used == num and style in self._template.linked else f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{used}"/></w:numPr>'
        return paragraph(self._template, style, inner, keep + direct)

    def _indent(self, provision: Provision) -> int:
        """Return where the text of *provision* begins; one without a label goes on where the text above it began."""
        return self._template.indent(provision.level if provision.label else provision.level - 1)
