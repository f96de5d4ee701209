"""Run a command beside a PostgreSQL of its own: `python tools/on_postgres.py COMMAND...`.

The server lives in a new folder, listens on no network, and is stopped and thrown away when the command ends. The
command finds its address in COMITY_TEST_POSTGRES. PostgreSQL refuses to run as root: there, the user `postgres` runs it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

OWNER = "postgres"


def programs() -> Path | None:
    """Where the server's programs are: the newest version of the system, or what is on the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda one: int(one.parts[-3].split(".")[0]))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


def main(command: list[str]) -> int:
    """Start, run, stop; the command's own exit code."""
    where = programs()
    if where is None or not command:
        print("PostgreSQL is not installed." if command else __doc__, file=sys.stderr)
        return 2
    as_owner = ["runuser", "-u", OWNER, "--"] if os.name == "posix" and os.getuid() == 0 else []
    with tempfile.TemporaryDirectory(prefix="comity-postgres-", ignore_cleanup_errors=True) as folder:
        if as_owner:
            shutil.chown(folder, OWNER)
        data = Path(folder, "data")

        def ran(program: str, *said: str) -> None:
            line = [*as_owner, str(where / program), *said]
            done = subprocess.run(line, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
            if done.returncode:
                raise SystemExit(f"{program} failed:\n{done.stdout}")

        ran("initdb", "--pgdata", str(data), "--username", "office", "--auth", "trust", "--encoding", "UTF8")
        options = f"-k {folder} -c listen_addresses='' -c max_connections=200"
        ran("pg_ctl", "start", "--wait", "--pgdata", str(data), "--log", f"{folder}/log", "--options", options)
        Path(folder).chmod(0o755)  # the tests, which may be another user's, reach the socket in it
        try:
            address = f"postgresql://office@/postgres?host={folder}"
            return subprocess.run(command, env={**os.environ, "COMITY_TEST_POSTGRES": address}).returncode
        finally:
            ran("pg_ctl", "stop", "--pgdata", str(data), "--mode", "immediate")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
