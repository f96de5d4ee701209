"""Jobs: work that takes longer than a request. Each file here with `KIND` and `run(job, report)` is a kind of job."""
