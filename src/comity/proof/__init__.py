"""What the law means: the reference evaluator, for one party and one date, with a proof tree for every answer.

Plain Python that reads like the table of statuses in docs/architecture.md. Every faster path must agree with it.
"""
