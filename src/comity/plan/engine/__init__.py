"""The engines: each is one file with a function `start(threads)` that returns a `comity.plan.engine.protocol.Engine`."""
