"""Work that takes longer than a request. A kind of job is a file here with `KIND` and `run(job, report)`, found by listing."""
