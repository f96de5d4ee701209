"""Who may do and see what: users, roles by matter, tokens."""
