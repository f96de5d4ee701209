"""The table of awards to be assessed: what is read, whether its names are declared, and one award of it opened."""
