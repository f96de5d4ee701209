"""Read award files as offices have them (CSV, workbooks, archives, any encoding) as a stream of rows of text."""
