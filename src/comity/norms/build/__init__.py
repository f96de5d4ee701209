"""Turn syntax into checked law: every statement resolved and checked, every fault of every page at once."""
