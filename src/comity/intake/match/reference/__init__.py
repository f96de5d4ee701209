"""Reference tables of recipients, with the program that builds them; see SOURCES.md."""
