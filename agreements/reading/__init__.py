"""Read an edited Word file back: which paragraph is which, what was changed by whom, what a person has to look at, and the agreement as it now reads."""
