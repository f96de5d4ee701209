"""Join the folded law to the awards, and add up the answers."""
