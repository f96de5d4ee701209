"""Understand an office's own spreadsheet: what each column and row was taken for, how surely, what was left out."""
