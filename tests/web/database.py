"""Where the tests of the application keep an office: SQLite, or the PostgreSQL that `make test-postgres` starts."""

from __future__ import annotations

import os
import secrets
import sqlite3
import tomllib
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

SERVER = os.environ.get("COMITY_TEST_POSTGRES", "")


def choose_database(folder: Path) -> None:
    """Let a data folder that is about to be opened have a new database, where the tests run on PostgreSQL."""
    if not SERVER:
        return
    import psycopg

    name = f"office_{secrets.token_hex(6)}"
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}".encode())
    address = urlunsplit(urlsplit(SERVER)._replace(path=f"/{name}"))
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "comity.toml").write_text(f'postgres = "{address}"\n', encoding="utf-8")


def rows(folder: Path, query: str) -> list[Any]:
    """What a query finds in the office of a folder, past the application."""
    if SERVER:
        import psycopg

        address = tomllib.loads((folder / "comity.toml").read_text(encoding="utf-8"))["postgres"]
        with psycopg.connect(address) as server:
            return server.execute(query.encode()).fetchall()
    with closing(sqlite3.connect(folder / "office.sqlite3")) as opened:
        assert opened.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        return opened.execute(query).fetchall()


def take_triggers_away(*names: str) -> None:
    """Take away what guards the database, as one can who has the database itself in hand."""
    from django.db import connection

    with connection.cursor() as cursor:
        for name in names:
            on = ""
            if connection.vendor == "postgresql":
                cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = %s", [name])
                on = f" ON {cursor.fetchone()[0]}"
            cursor.execute(f"DROP TRIGGER {name}{on}")
