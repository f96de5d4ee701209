"""Compare two assessments of the same awards: every answer that differs."""
