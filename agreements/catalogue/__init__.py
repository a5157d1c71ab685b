"""The catalogue of a library: static pages that people read, made from the library alone."""

from agreements.catalogue.pages import pages

__all__ = ["pages"]
