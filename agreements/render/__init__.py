"""Renderers: each turns a finished agreement into one format, and knows nothing else."""
