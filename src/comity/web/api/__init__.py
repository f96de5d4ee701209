"""The API, one file for each resource: each has a `router`, and takes its rows from where the pages take theirs."""
