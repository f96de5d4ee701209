"""What an editor of law files shows: faults, explanations of words, names to complete, where a name stands."""
