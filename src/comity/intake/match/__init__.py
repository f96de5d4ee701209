"""Match the recipients named in award lists with governments, by UEI or name, and say how surely."""
