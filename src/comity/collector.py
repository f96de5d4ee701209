"""Pause Python's garbage collector while many objects without reference cycles are made."""

from __future__ import annotations

import gc
from collections.abc import Generator
from contextlib import contextmanager


@contextmanager
def no_garbage() -> Generator[None]:
    """Folding a law and reading a sheet make no rings, and what they make is much for the collector to look through."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()
