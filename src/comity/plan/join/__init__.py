"""The folded law joined to the awards, and what the answers add up to."""
