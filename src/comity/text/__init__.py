"""Turn a law file into a syntax tree: the grammar, the reader of literate Markdown, the formatter, faults with their place."""
