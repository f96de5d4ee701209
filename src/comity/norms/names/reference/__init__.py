"""The public names of the field as tables, and how they are made; SOURCES.md says from what."""
