"""One day's law as small tables: which norm attaches to what, what acts on it, and the answer."""
