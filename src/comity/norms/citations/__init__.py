"""Citations: their forms, what a line cites, how citations are written and linked."""
