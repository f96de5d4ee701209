"""Digests of values, written as one sequence of bytes and sealed with a salt."""

from __future__ import annotations

import hashlib
import json
import secrets

START = "0" * 64
"""What the first link of a chain is linked to."""


def canonical(value: object) -> bytes:
    """A value as the one sequence of bytes that says it."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str).encode()


def sealed(text: str) -> tuple[str, str]:
    """A fresh salt, and the digest of a text with it: who has the digest alone cannot guess what it says."""
    salt = secrets.token_hex(32)
    return salt, seal(salt, text)


def seal(salt: str, text: str) -> str:
    """The digest of a text with a salt."""
    return hashlib.sha256(f"{salt}{text}".encode()).hexdigest()
