"""The API, one file a resource: each has a `router`, and takes its rows where the pages take theirs."""
