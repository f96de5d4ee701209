"""The data folder of an application: what is in it, closed to other users, and what its `comity.toml` says."""

from __future__ import annotations

import os
import secrets
import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from comity.disk.whole_files import write_whole
from comity.errors import Refused
from comity.norms.names.nearest import did_you_mean

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
SETTINGS = "comity.toml"
OPTIONS = ("host", "sslmode", "sslrootcert", "sslcert", "sslkey", "connect_timeout")
"""What an address of a PostgreSQL may say after its `?`; the words are PostgreSQL's."""


@dataclass(frozen=True)
class Settings:
    """What an administrator may choose in `comity.toml`. `address` is the public one, `https://comity.example.org`."""

    address: str = ""
    proxy: bool = False
    postgres: str = ""
    law: str = ""
    time_zone: str = "America/New_York"
    email_host: str = ""
    email_port: int = 25
    email_from: str = "comity@localhost"
    most_upload: int = 50_000_000
    sign_in: dict[str, Any] = field(default_factory=dict[str, Any])
    database: dict[str, Any] = field(default_factory=dict[str, Any])

    @property
    def https(self) -> bool:
        """Whether readers reach it over HTTPS."""
        return self.address.startswith("https://")

    @property
    def hosts(self) -> tuple[str, ...]:
        """The hosts it answers to."""
        named = urlsplit(self.address).hostname if self.address else None
        return (*LOOPBACK, *((named,) if named else ()), *_served())

    @property
    def origins(self) -> tuple[str, ...]:
        """Whose forms it takes besides its own."""
        return (self.address.rstrip("/"),) if self.address else ()

    @property
    def email_backend(self) -> str:
        """Mail goes out only where a host for it is named."""
        kind = "smtp" if self.email_host else "dummy"
        return f"django.core.mail.backends.{kind}.EmailBackend"

    @property
    def providers(self) -> dict[str, Any]:
        """Sign-in by the office's own identity provider, as OpenID Connect."""
        if not self.sign_in:
            return {}
        app = {
            "provider_id": self.sign_in.get("name", "office"),
            "name": self.sign_in.get("title", "the office's sign-in"),
            "client_id": self.sign_in["client_id"],
            "secret": self.sign_in["client_secret"],
            "settings": {"server_url": self.sign_in["server"]},
        }
        return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}


def _served() -> tuple[str, ...]:
    named = os.environ.get("COMITY_HOST", "")
    return () if named in ("", "0.0.0.0", "::", *LOOPBACK) else (named,)


@dataclass(frozen=True)
class DataFolder:
    """A folder of data, open to its owner alone."""

    path: Path

    def make(self) -> None:
        """Make the folder and what lies in it, where they are not there yet."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.name == "posix":
            self.path.chmod(0o700)
        for inner in (self.kept, self.uploads(), self.laws):
            inner.mkdir(mode=0o700, exist_ok=True)
        self.secret()

    @property
    def sqlite(self) -> Path:
        """The database, where it is SQLite."""
        return self.path / "office.sqlite3"

    @property
    def kept(self) -> Path:
        """Answers that can be worked out again."""
        return self.path / "kept"

    @property
    def laws(self) -> Path:
        """Each law that an answer was given under, by its digest."""
        return self.path / "law"

    def uploads(self) -> Path:
        """Files on their way in."""
        return self.path / "uploads"

    def secret(self) -> str:
        """The key that signs sessions, made once, readable by the owner alone."""
        file = self.path / "secret"
        if not file.exists():
            write_whole(file, secrets.token_urlsafe(64), private=True)
        return file.read_text(encoding="ascii")

    def settings(self) -> Settings:
        """What `comity.toml` says; raises Refused with every fault of it."""
        file = self.path / SETTINGS
        try:
            said = tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise Refused(f"{file} cannot be read: {error}.") from None
        known = {one.name: one for one in fields(Settings) if one.name != "database"}
        faults = [f"`{key}` is not a setting. {did_you_mean(key, known)}" for key in said if key not in known]
        plain: dict[str, type] = {name: type(one.default) for name, one in known.items() if name != "sign_in"}
        faults += [
            f"`{key}` must be {plain[key].__name__}, not {said[key]!r}."
            for key in said
            if key in plain and type(said[key]) is not plain[key]
        ]
        if faults:
            raise Refused(f"{file} has faults:\n  " + "\n  ".join(faults), f"The settings are: {', '.join(known)}.")
        database = _postgres(said["postgres"]) if said.get("postgres") else _sqlite(self.sqlite)
        return Settings(**said, database=database)


def _sqlite(file: Path) -> dict[str, Any]:
    return {
        "ENGINE": "comity.web.sqlite",
        "NAME": str(file),
        "ATOMIC_REQUESTS": False,
        "CONN_MAX_AGE": None,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 30},
    }


def _postgres(address: str) -> dict[str, Any]:
    parts = urlsplit(address)
    if parts.scheme not in ("postgres", "postgresql"):
        raise Refused(
            f"`postgres` is not an address: `{address}`.", "Write it as postgresql://user:password@host/name."
        )
    options = {name: values[-1] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
    unknown = [
        f"`{name}` is not an option of an address. {did_you_mean(name, OPTIONS)}"
        for name in options
        if name not in OPTIONS
    ]
    if unknown:
        raise Refused("`postgres` has faults:\n  " + "\n  ".join(unknown), f"The options are: {', '.join(OPTIONS)}.")
    # as PostgreSQL itself writes it, `?host=` names the folder of the socket of a server on this machine
    socket = options.pop("host", "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": socket or parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "OPTIONS": options,
    }
