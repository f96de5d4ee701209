"""Merge the lines of all imported files into one row for each award."""
