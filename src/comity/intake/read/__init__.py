"""A file as someone has it -> a stream of rows of text."""
