"""Rows of text -> typed lines, each with its faults."""
