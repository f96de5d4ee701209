"""The whole timeline of every award."""
