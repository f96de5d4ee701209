"""Law file -> syntax tree: the grammar, the reader of literate Markdown pages, the formatter, and faults with their place."""
