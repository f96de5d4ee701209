"""Law file -> syntax tree: the grammar, the reader of literate Markdown, the formatter, and faults with their place."""
