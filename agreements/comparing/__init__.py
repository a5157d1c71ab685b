"""Compare two agreements: laid out as parts and lines, aligned, and read word by word."""
