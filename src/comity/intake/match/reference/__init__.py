"""Tables of recipients, with the program that makes them; see SOURCES.md."""
