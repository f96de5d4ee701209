"""Jobs: work that takes longer than a request. A file here with `KIND` and `run(job, report)` is a kind of job."""
