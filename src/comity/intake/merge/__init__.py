"""Lines of all files -> one row an award."""
