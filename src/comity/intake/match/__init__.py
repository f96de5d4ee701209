"""The recipients named in award lists, matched with governments: by UEI, by name, and how surely."""
