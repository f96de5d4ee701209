"""Work product: plain English, terminal, and files that people hand on."""
