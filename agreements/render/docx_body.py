"""Write provisions as Word's paragraphs: numbered by style, each in a bookmark, tables after their words."""

from __future__ import annotations

from agreements.agreement import Annex, NumberedLine, Provision, Term, Text
from agreements.render.docx_numbering import Numbering
from agreements.render.docx_tables import provision_table
from agreements.render.docx_template import Template
from agreements.render.docx_text import ANNEX, ANNEX_LABEL, TABLE, Marks, RunWriter, paragraph, text

_KEEP = "<w:keepNext/>"
_BELOW = '<w:outlineLvl w:val="1"/>'
_NO_LIST = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'


class Body:
    """Write the numbered parts of one document, in printed order."""

    def __init__(self, template: Template, marks: Marks, runs: RunWriter) -> None:
        self._template = template
        self._marks = marks
        self._runs = runs
        self.numbering = Numbering(template.lists)

    def line(self, line: NumberedLine, style: str, kind: str) -> str:
        """Return a party, a recital or a line of the record, as *kind* says."""
        inner = self._marks.bookmark(self._marks.name(line.id, kind), self._runs.write(line.runs))
        return self._numbered(style, inner, self._template.numbers[style], 0, line.label)

    def clause(self, clause: Provision) -> str:
        """Return a clause with everything below it, inside the bookmark that carries its id."""
        return self._whole(clause, self._template.numbers["Clause 1"])

    def annex(self, annex: Annex) -> str:
        """Return an annex, which begins a page and counts anew; the bookmark of its label holds nothing but the label."""
        num = self.numbering.restart(self._template.numbers["Annex Text 1"])
        begin, end = self._marks.ends(self._marks.name(annex.id, ANNEX))
        label = self._marks.bookmark(self._marks.name(annex.id, ANNEX_LABEL), text(annex.label))
        title = text(f"\u2002{annex.title}") if annex.title else ""
        heading = paragraph(self._template, "Annex Heading", begin + label + title)
        return heading + "".join(self._whole(provision, num) for provision in annex.provisions) + end

    def _whole(self, provision: Provision, num: int) -> str:
        begin, end = self._marks.ends(self._marks.name(provision.id))
        if not (provision.label or provision.heading or provision.runs):
            first = begin
        elif provision.label and provision.heading:
            first = self._numbered("Clause 1", begin + text(provision.heading), num, 0, provision.label)
            first += paragraph(self._template, "Clause Text", self._runs.write(provision.runs)) if provision.runs else ""
        else:
            first = self._single(provision, begin + self._words(provision), num)
        return first + self._rest(provision, num) + end

    def _below(self, provision: Provision, num: int) -> str:
        inner = self._marks.bookmark(self._marks.name(provision.id), self._words(provision))
        first = self._single(provision, inner, num) if provision.label or provision.heading or provision.runs else inner
        return first + self._rest(provision, num)

    def _rest(self, provision: Provision, num: int) -> str:
        table = ""
        if provision.table:
            ends = self._marks.ends(self._marks.name(provision.id, TABLE))
            table = provision_table(self._template, self._runs, provision.table, self._indent(provision), ends)
        return table + "".join(self._below(child, num) for child in provision.children)

    def _words(self, provision: Provision) -> str:
        heading = (Term(provision.heading), Text(" ")) if provision.heading else ()
        return self._runs.write((*heading, *provision.runs))

    def _single(self, provision: Provision, inner: str, num: int) -> str:
        """Return the one paragraph of a provision without a heading of its own."""
        keep = _KEEP if provision.children or provision.table else ""
        if not provision.label:
            indent = self._indent(provision)
            direct = "" if indent == self._template.indent(1) else f'<w:ind w:left="{indent}"/>'
            return paragraph(self._template, "Definition", inner, keep + direct)
        level = min(provision.level, 4)
        return self._numbered("Annex Text 1" if level == 1 else f"Clause {level}", inner, num, level - 1, provision.label, keep)

    def _numbered(self, style: str, inner: str, num: int, level: int, label: str, keep: str = "") -> str:
        """Return a paragraph that prints *label*: by its style's list, by another one, or typed where no list can."""
        used = self.numbering.place(num, level, label)
        outline = _BELOW if style == "Clause 1" and num != self._template.numbers[style] else ""
        if used is None:
            indent, above = self._template.indent(level + 1), self._template.indent(level) if level > 1 else 0
            properties = f'{_NO_LIST}<w:ind w:left="{indent}" w:hanging="{indent - above}"/>'
            return paragraph(self._template, style, text(f"{label}\t") + inner, keep + properties + outline)
        direct = "" if used == self._template.numbers[style] else f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{used}"/></w:numPr>'
        return paragraph(self._template, style, inner, keep + direct + outline)

    def _indent(self, provision: Provision) -> int:
        """Return where the text of *provision* begins; one without a label goes on where the text above it began."""
        return self._template.indent(provision.level if provision.label else provision.level - 1)
