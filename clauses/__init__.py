"""The library: clauses, kinds, terms and checks as files that lawyers edit, and the code that reads and checks them."""

from clauses.library import library

__all__ = ["library"]
