"""The engines: a file is one, with a function `start(threads)` that gives a `comity.plan.engine.protocol.Engine`."""
