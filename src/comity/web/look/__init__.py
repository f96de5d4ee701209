"""How pages look: templates, style, icons, the words around every page."""
