"""Say whether a file still is what was generated."""
