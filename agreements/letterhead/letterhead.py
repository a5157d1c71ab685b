"""The letterhead of a hub, checked and ready to be filled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from agreements.letterhead.card import Card, readable
from agreements.render.docx_template import Template


@dataclass(frozen=True, slots=True, eq=False)  # the same letterhead is the same object, so that what is made of it can be kept
class Letterhead:
    """A letterhead that was found to be without fault.

    *stories* are the parts that print, as templates by name; *template* holds every other part, the styles, lists and the width of the text.
    *placed* names what the letterhead prints itself, *blocks* the blocks in the order of the page.
    """

    card: Card
    stories: Mapping[str, str]
    template: Template
    placed: frozenset[str]
    blocks: tuple[str, ...]

    @property
    def name(self) -> str:
        """The hub's name, empty when the letterhead does not tell it."""
        return self.card.name

    @property
    def address(self) -> tuple[str, ...]:
        """The hub's address, line by line."""
        return self.card.address

    @property
    def colour(self) -> str:
        """The hub's colour in six hexadecimal digits, empty for that of the house."""
        return self.card.colour

    @property
    def text_colour(self) -> str:
        """The hub's colour where it can be read as text on white, else empty."""
        return self.card.colour if self.card.colour and readable(self.card.colour) else ""
