"""Facts with sources: governments' relations, awards, conduct, demands and statements; bitemporal, files in and files out."""
