"""The lines of all imported files merged into one row for each award."""
