"""The record of facts with their sources: awards, conduct, demands, statements and relations of governments; bitemporal."""
