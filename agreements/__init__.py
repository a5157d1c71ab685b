"""The engine: from a deal and a library to a finished agreement, in pure, typed steps."""
