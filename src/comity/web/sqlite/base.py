"""The database connection, which sets every pragma before any query runs."""

from __future__ import annotations

from typing import Any

from django.db.backends.sqlite3 import base

PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",  # else REPLACE deletes a row past the trigger that forbids it
    "PRAGMA secure_delete = ON",  # what is disposed of is overwritten
    "PRAGMA cell_size_check = ON",
)


class DatabaseWrapper(base.DatabaseWrapper):
    """SQLite with these pragmas."""

    def get_new_connection(self, conn_params: Any) -> Any:
        """A connection on which every pragma is set."""
        connection: Any = super().get_new_connection(conn_params)
        for pragma in PRAGMAS:
            connection.execute(pragma).close()
        return connection
