"""The bulk evaluator: the law folded over small tables of distinct awards and parties, then one join over the awards."""
