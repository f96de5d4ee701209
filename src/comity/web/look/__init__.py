"""How pages look: templates, style, icons, the words of the frame."""
