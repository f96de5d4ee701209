"""What `comity serve` does: the data folder, its database, a first person and office, then the server. Read this first."""

from __future__ import annotations

import ipaddress
import os
import sys
from pathlib import Path
from typing import Any

from comity.errors import Refused, require
from comity.web.folder import DataFolder

THREADS = 8


def needs_web() -> None:
    """Refuse where the packages of the application are not installed."""
    require("web", "The application", "django", "allauth", "csp", "django_htmx", "whitenoise", "gunicorn", "argon2")


def open_office(data: Path, host: str = "") -> DataFolder:
    """Make Django ready on a data folder, its database as this version has it."""
    os.umask(0o077)
    folder = DataFolder(data.absolute())
    folder.make()
    os.environ["COMITY_DATA"] = str(folder.path)
    os.environ["COMITY_HOST"] = host
    os.environ["DJANGO_SETTINGS_MODULE"] = "comity.web.settings"
    import django

    django.setup()
    return folder


def migrate() -> None:
    """Bring the database to this version's form, where it is not there yet."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)


def serve(data: Path, host: str, port: int, plain_http: bool = False, sample: bool = False) -> None:
    """Serve the application until it is stopped."""
    needs_web()
    folder = open_office(data, host)
    refuse_open_door(host, folder, plain_http)
    migrate()
    link = _first_person(sample)
    address = folder.settings().address.rstrip("/") or f"http://{_shown(host)}:{port}"
    print(f"Comity is at {address}", flush=True)
    if link:
        print(f"Sign in once, as the administrator: {address}/enter/{link}", flush=True)
    run(host, port)


def refuse_open_door(host: str, folder: DataFolder, plain_http: bool) -> None:
    """Refuse to be reached from other machines without HTTPS, unless that is asked for in so many words."""
    if is_loopback(host) or plain_http or folder.settings().https:
        return
    raise Refused(
        f"{host} can be reached from other machines, and nothing says that they come over HTTPS.",
        f'Put `address = "https://..."` into {folder.path / "comity.toml"}, behind a server that ends HTTPS, '
        "or say --plain-http if this network is trusted.",
    )


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address.

    >>> is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("0.0.0.0"), is_loopback("localhost")
    (True, True, False, True)
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _first_person(sample: bool) -> str | None:
    """On an empty office: an administrator with a link that works once, and the sample offices where they are asked for."""
    from comity.web.people.models import User
    from comity.web.people.sign_in import invite

    if User.objects.exists():
        return None
    from comity.web.first import first_office

    return invite(first_office(sample))


def run(host: str, port: int) -> None:
    """Run the server: one process, some threads."""
    from gunicorn.app.base import BaseApplication

    class Server(BaseApplication):
        def load_config(self) -> None:
            chosen: dict[str, Any] = {
                "bind": f"{_shown(host)}:{port}", "workers": 1, "threads": THREADS, "worker_class": "gthread",
                "timeout": 120, "graceful_timeout": 20, "keepalive": 5, "loglevel": "warning", "accesslog": None,
                "limit_request_line": 8190, "forwarded_allow_ips": "127.0.0.1,::1", "proc_name": "comity",
                "post_worker_init": _warm, "control_socket_disable": True,
            }  # fmt: skip
            for name, value in chosen.items():
                if name in self.cfg.settings:
                    self.cfg.set(name, value)

        def load(self) -> Any:
            from comity.web.wsgi import application

            return application

    sys.argv = sys.argv[:1]
    Server().run()


def _warm(worker: Any) -> None:
    """Begin today's answers of every matter as soon as the server stands, the jobs that wait, and the looks at the law."""
    from comity.web.jobs.queue import mark_interrupted, work
    from comity.web.law_update import watch
    from comity.web.urls import pages
    from comity.web.warming import warm

    pages()  # read before the answers are begun, which would hold up the first page
    mark_interrupted()
    work()
    warm()
    watch()
