"""What an editor of law files shows: faults, explanations, names to complete, and where each name is declared."""
