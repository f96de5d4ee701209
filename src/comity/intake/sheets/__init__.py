"""An office's own sheet -> a reading of it: what each column and row was understood as, how surely, and what was not."""
