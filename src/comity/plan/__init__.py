"""The bulk evaluator: each distinct kind of award and party is decided once, then one join carries it to every award."""
