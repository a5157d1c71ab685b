"""The look of documents: the Word house template, the HTML skeleton and the print style sheet."""

from pathlib import Path

ROOT = Path(__file__).parent
