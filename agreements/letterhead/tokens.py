"""Find what stands in braces in the paragraphs of a letterhead, however Word has cut it up, and read it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from agreements.errors import Fault, shortened
from agreements.letterhead.placeholders import BY_NAME, did_you_mean
from agreements.letterhead.stories import BREAK, Paragraph, W

PRINT, STATEMENT = ("\ufdd0", "\ufdd1"), ("\ufdd2", "\ufdd3")  # stand for braces until the XML is written: no text holds these characters
_TOKEN = re.compile(r"\{\{(?P<print>[^\n{}]*)\}\}|\{%(?P<statement>[^\n{}]*?)%\}|(?P<comment>\{#[^\n]{0,300}?#\})")
_LOOSE = re.compile(r"\{\s*[{%#]|[}%#]\s*\}|\{\{|\}\}|｛｛|｝｝")
_SINGLE = re.compile(r"\{\s*([A-Za-z_]+)\s*\}")
_NAME = re.compile(r"[a-z_][a-z_0-9]*(?:\.[a-z_][a-z_0-9]*)?")
_LEVEL = re.compile(r"(?P<level>p|tr)\s+(?P<rest>.*)")
_FOR = re.compile(r"for\s+(?P<variable>[a-z_][a-z_0-9]*)\s+in\s+(?P<list>[a-z_][a-z_0-9]*(?:\.[a-z_][a-z_0-9]*)?)")
_IF = re.compile(r"if\s+(?P<negated>not\s+)?(?P<name>[a-z_][a-z_0-9]*(?:\.[a-z_][a-z_0-9]*)?)")
_ENDS = {"endfor": "for", "endif": "if", "else": "if"}
_WHERE = "Type it again in one go, for example {{ title }}."
_ALLOWED = "Allowed are only {% for … in … %}, {% endfor %}, {% if … %}, {% if not … %}, {% else %} and {% endif %} with names of placeholders."


@dataclass(slots=True)
class Token:
    """What stands in one pair of braces, *raw* as it was typed: *does* is print, for, if, else or end; *name* what it names; *of* what an end ends.

    *level* is where it works: in its line, as a whole paragraph (p), or as a whole row of a table (tr).
    """

    does: str
    name: str
    paragraph: Paragraph
    leaf: etree._Element
    raw: str
    place: str
    level: str = "line"
    variable: str = ""
    of: str = ""
    negated: bool = False


def read_tokens(paragraph: Paragraph, faults: list[Fault]) -> list[Token]:
    """Return the tokens of *paragraph*, each now whole in one piece of text under :data:`PRINT` or :data:`STATEMENT`; add what is misspelt to *faults*."""
    words = paragraph.words
    if not any(sign in words for sign in "{}｛｝"):
        return []
    found = list(_TOKEN.finditer(words))
    place = paragraph.place
    faults.extend(_misspelt(words, place))
    tokens = []
    written: list[tuple[re.Match[str], str]] = []
    for match in found:
        token = _read(match, paragraph, place, faults)
        written.append((match, _canonical(token) if token else match[0]))
        tokens.append(token)
    leaves = _rewritten(paragraph, written)
    for token, leaf in zip(tokens, leaves, strict=True):
        if token:
            token.leaf = leaf
    return _levelled([token for token in tokens if token], words, faults)


def _misspelt(words: str, place: str) -> Iterator[Fault]:
    rest = _TOKEN.sub(lambda token: " " * len(token[0]), words)
    if tripled := re.search(r"\{\{\{|\}\}\}", words):
        yield Fault(place, f"There are three braces, “{tripled[0]}”, where two belong.", _WHERE)
    elif BREAK in rest and re.search(r"\{[{%][^{}]*\n[^{}]*[}%]\}", rest):
        yield Fault(place, "A placeholder is cut in two by a tab, a line break, a picture or a field.", _WHERE)
    elif loose := _LOOSE.search(rest):
        yield Fault(place, f"The braces “{loose[0]}” are not closed or not opened.", _WHERE)
    elif (single := _SINGLE.search(rest)) and single[1].lower() in BY_NAME:
        yield Fault(place, f"“{single[0]}” has one brace at each side; a placeholder has two.", f"Write {{{{ {single[1].lower()} }}}}.")


def _read(match: re.Match[str], paragraph: Paragraph, place: str, faults: list[Fault]) -> Token | None:
    raw = shortened(match[0])
    if match["comment"]:
        faults.append(Fault(place, f"“{raw}” is a remark for a template language, which a letterhead cannot have.", "Take it out."))
        return None
    if match["print"] is not None:
        name = match["print"].strip().lower()
        if _NAME.fullmatch(name):
            return Token("print", name, paragraph, paragraph.element, raw, place)
        faults.append(_no_name(raw, name, place))
        return None
    statement = " ".join(match["statement"].split())
    token = _statement(statement, paragraph, raw, place)
    if token is None:
        what = f"“{raw}” is not allowed in a letterhead."
        faults.append(Fault(place, what, _ALLOWED))
    return token


def _no_name(raw: str, name: str, place: str) -> Fault:
    if not name:
        return Fault(place, f"“{raw}” names nothing.", "Write a placeholder between the braces, or take them out.")
    joined = re.sub(r"[\s-]+", "_", name)
    if joined in BY_NAME:
        return Fault(place, f"There is no placeholder “{name}”.", f"Write {{{{ {joined} }}}}.")
    return Fault(place, f"“{raw}” is more than the name of a placeholder: nothing is computed in a letterhead.", did_you_mean(joined))


def _statement(statement: str, paragraph: Paragraph, raw: str, place: str) -> Token | None:
    levelled = _LEVEL.fullmatch(statement)
    level, rest = (levelled["level"], levelled["rest"]) if levelled else ("", statement)
    if rest in _ENDS:
        return Token("else" if rest == "else" else "end", "", paragraph, paragraph.element, raw, place, level, of=_ENDS[rest])
    if loop := _FOR.fullmatch(rest):
        return Token("for", loop["list"], paragraph, paragraph.element, raw, place, level, variable=loop["variable"])
    if test := _IF.fullmatch(rest):
        return Token("if", test["name"], paragraph, paragraph.element, raw, place, level, negated=bool(test["negated"]))
    return None


def _canonical(token: Token) -> str:
    """Return the token as it is written for the template engine; its level is put in once it is known."""
    if token.does == "print":
        return f"{PRINT[0]} {token.name} {PRINT[1]}"
    words = {
        "for": f"for {token.variable} in {token.name}",
        "if": f"if {'not ' if token.negated else ''}{token.name}",
        "else": "else",
        "end": f"end{token.of}",
    }[token.does]
    return f"{STATEMENT[0]} {words} {STATEMENT[1]}"


def _rewritten(paragraph: Paragraph, written: list[tuple[re.Match[str], str]]) -> list[etree._Element]:
    """Put each token whole into the piece of text where it begins, and return these pieces."""
    leaves, begin = [], 0
    holders: list[etree._Element] = []
    texts = paragraph.typed
    for leaf in paragraph.leaves:
        length = len(leaf.text or "") if leaf.tag == f"{W}t" else len(BREAK)
        leaves.append((leaf, begin, begin + length))
        begin += length
    for leaf, start, end in leaves:
        if leaf.tag != f"{W}t":
            continue
        parts, at = [], start
        for match, canonical in written:
            if match.end() <= start or match.start() >= end:
                continue
            parts.append(texts[at : max(at, match.start())])
            if match.start() >= start:
                parts.append(canonical)
                holders.append(leaf)
            at = min(end, match.end())
        leaf.text = "".join([*parts, texts[at:end]])
        leaf.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return holders


def _levelled(tokens: list[Token], words: str, faults: list[Fault]) -> list[Token]:
    """Settle where each statement works: alone in a row it is the row, alone in a paragraph the paragraph, else its place in the line."""
    whole = _TOKEN.fullmatch(words.strip())
    alone = whole is not None and len(tokens) == 1
    for token in tokens:
        if token.does == "print":
            token.level = "p" if alone else "line"
            continue
        fits = _row_of(token) if alone else "line"
        if token.level and token.level != fits and not (token.level == "p" and fits == "tr"):
            where = "a row of a table" if token.level == "tr" else "a paragraph"
            faults.append(Fault(token.place, f"“{token.raw}” must have {where} for itself.", "Put it there, or leave out the letters after {%."))
        token.level = token.level if alone and token.level else fits
        if token.level in ("p", "tr"):
            token.leaf.text = (token.leaf.text or "").replace(STATEMENT[0], STATEMENT[0] + token.level, 1)
    return tokens


def _row_of(token: Token) -> str:
    """Return ``tr`` when the whole row of a table holds nothing but *token*, else ``p``."""
    row = next(token.paragraph.element.iterancestors(f"{W}tr"), None)
    if row is None:
        return "p"
    others = (leaf for leaf in row.iter(f"{W}t") if leaf is not token.leaf and (leaf.text or "").strip())
    return "tr" if next(others, None) is None else "p"
