"""Finish the structure of a PDF for those who hear it or keep it: what WeasyPrint leaves out of tags, links and claims."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pydyf

Element = dict[str, Any]  # a structure element: its sort S, its parent P, its children K

# A file may make both claims; the schema of the second one must be described in a file for the archive.
_CLAIM = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema><pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of the PDF/UA standard</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag>
</pdfaExtension:schemas></rdf:Description></rdf:RDF>"""


class Structure:
    """The structure of one PDF that is about to be written; every method changes it in place."""

    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf
        self.document: Element = self.at(self.at(pdf.catalog["StructTreeRoot"])["K"][0])

    def at(self, reference: bytes) -> Any:
        """Return the object that *reference* ("12 0 R") names."""
        return self.pdf.objects[int(reference.split()[0])]

    def children(self, element: Element) -> Iterator[Element]:
        """Yield the elements right below *element*; pieces of pages and links are left out."""
        for child in element["K"]:
            if isinstance(child, bytes):
                found = self.at(child)
                if found.get("Type") == "/StructElem":
                    yield found

    def below(self, element: Element) -> Iterator[Element]:
        """Yield *element* and everything below it in reading order."""
        waiting = [element]
        while waiting:
            here = waiting.pop()
            yield here
            waiting.extend(reversed(list(self.children(here))))

    def add(self, sort: str, parent: Element, like: Element) -> Element:
        """Return a new element below *parent*, on the page of *like*; the caller puts it among the children."""
        made: Element = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{sort}", "K": pydyf.Array(), "Pg": like["Pg"], "P": parent.reference})  # type: ignore[attr-defined]
        self.pdf.add_object(made)
        return made


def claim_accessibility(pdf: Any) -> None:
    """Add the PDF/UA-1 claim to the metadata of a PDF/A: WeasyPrint makes one claim per file."""
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    metadata.stream = [each.replace(b"</rdf:RDF>", _CLAIM, 1) for each in metadata.stream]


def name_links(pdf: Any, names: Mapping[str, str]) -> None:
    """Say in words where each link leads, by the *names* of its targets."""
    for link in pdf.objects:
        if isinstance(link, dict) and link.get("Subtype") == "/Link" and "Dest" in link:
            target = link["Dest"].string
            link["Contents"] = pydyf.String(names.get(target, target))


def order_structure(pdf: Any) -> None:
    """Put right what the tags say of tables, of the contents and of what stands on each page."""
    structure = Structure(pdf)
    elements = list(structure.below(structure.document))
    for element in elements:
        if element["S"] == "/Table":
            _set_table(structure, element)
        elif element["S"] == "/Sect":
            _list_contents(structure, element)
    _set_apart(structure, {id(element) for element in elements})


def _set_table(structure: Structure, table: Element) -> None:
    """Give each header cell its scope; a table without one only arranges what stands in it (the places to sign)."""
    parts = list(structure.below(table))
    if not any(part["S"] == "/TH" for part in parts):
        for part in parts:
            if part["S"] in ("/Table", "/THead", "/TBody", "/TR", "/TD"):
                part["S"] = "/Div"
                part.pop("A", None)
        return
    for group in structure.children(table):
        scope = "/Column" if group["S"] == "/THead" else "/Row"
        for cell in structure.below(group):
            if cell["S"] == "/TH":
                cell["A"]["Scope"] = scope


def _list_contents(structure: Structure, section: Element) -> None:
    """Make the lines of the contents a table of contents, where the page number comes after what it is the page of."""
    lines = [line for line in structure.children(section) if line["S"] == "/P"]
    if not lines:
        return
    contents = structure.add("TOC", section, section)
    for line in lines:
        item = structure.add("TOCI", contents, line)
        contents["K"].append(item.reference)  # type: ignore[attr-defined]
        item["K"].append(line.reference)  # type: ignore[attr-defined]
        line["P"] = item.reference  # type: ignore[attr-defined]
        line["K"].extend(line["K"][:1])
        del line["K"][:1]
    moved = {line.reference for line in lines}  # type: ignore[attr-defined]
    section["K"][:] = [*(child for child in section["K"] if child not in moved), contents.reference]  # type: ignore[attr-defined]


def _set_apart(structure: Structure, read: set[int]) -> None:
    """Mark the running heads and feet as artifacts, which nobody reads aloud on every page."""
    numbers = structure.at(structure.at(structure.pdf.catalog["StructTreeRoot"])["ParentTree"])["Nums"]
    pages = [each for each in structure.pdf.objects if isinstance(each, dict) and each.get("Type") == "/Page"]
    held = {number: parents for number, parents in zip(numbers[::2], numbers[1::2], strict=True) if isinstance(parents, list)}
    for page in pages:
        parents = held[page["StructParents"]]
        apart = {number for number, parent in enumerate(parents) if id(structure.at(parent)) not in read}
        operators = structure.at(page["Contents"]).stream
        for place, operator in enumerate(operators):
            if isinstance(operator, dict) and operator.get("MCID") in apart:
                operators[place - 1 : place + 1] = ["/Artifact", pydyf.Dictionary({"Type": "/Pagination"})]
        parents[:] = ["null" if number in apart else parent for number, parent in enumerate(parents)]
