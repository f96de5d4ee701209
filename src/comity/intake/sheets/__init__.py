"""An office's own spreadsheet understood: what each column and row was taken for, how surely, and what was left out."""
