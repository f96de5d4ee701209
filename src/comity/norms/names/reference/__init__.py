"""The public names of the field as tables, and the programs that build them; SOURCES.md names the sources."""
