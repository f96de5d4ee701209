"""Citations: their forms, what a line cites, how it is written and linked."""
