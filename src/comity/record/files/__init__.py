"""The files of a record folder: rows from CSV, YAML and Parquet, and back."""
