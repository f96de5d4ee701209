"""What the command line shows: memos, tables, letters, pages of the law, statements, portfolios."""
