"""A hub's own letterhead: a Word file with placeholders, checked on arrival, in which the hub's agreements are printed."""
