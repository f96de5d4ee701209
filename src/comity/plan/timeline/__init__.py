"""The timeline of every award."""
