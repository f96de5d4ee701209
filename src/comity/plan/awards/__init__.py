"""The table of awards to assess: what is read, whether its names are declared, and one award of it opened."""
