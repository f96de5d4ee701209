"""Known faults of the packages in the lock files: `make audit`.

Asks an advisory service that speaks as OSV does, which gets names and versions and nothing else. Where none can be
reached it says so. Exit code 1 when there is a known fault, 2 when the service answers in another way.
"""

from __future__ import annotations

import argparse
import json
import sys
import urllib.error
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from locked import ROOT, locked

SERVICE = "https://api.osv.dev/v1/querybatch"
PART = 500  # packages that are asked about at once


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--service", default=SERVICE, help="Where advisories are asked for.")
    parser.add_argument("locks", nargs="*", default=sorted(path.name for path in ROOT.glob("requirements*.lock")))
    given = parser.parse_args()
    packages = locked(*given.locks)
    found: list[tuple[str, str, list[str]]] = []
    for start in range(0, len(packages), PART):
        part = packages[start : start + PART]
        try:
            answers = ask(given.service, part)
        except (urllib.error.URLError, TimeoutError, ConnectionError) as error:
            print(f"Not audited: no advisory service can be reached ({getattr(error, 'reason', error)}).")
            return 0
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            print(f"Not audited: {given.service} does not answer as an advisory service does ({error}).")
            return 2
        if len(answers) != len(part):
            print(f"Not audited: {given.service} answered about {len(answers)} of {len(part)} packages.")
            return 2
        found += [(*package, ids) for package, ids in zip(part, answers, strict=True) if ids]
    for name, version, ids in found:
        print(f"{name} {version}: {', '.join(ids)}")
    print(f"{len(packages)} packages of {len(given.locks)} lock files, {len(found)} with a known fault.")
    return 1 if found else 0


def ask(service: str, packages: list[tuple[str, str]]) -> list[list[str]]:
    """The ids of the advisories about each package."""
    queries = [{"package": {"name": name, "ecosystem": "PyPI"}, "version": version} for name, version in packages]
    request = urllib.request.Request(
        service, json.dumps({"queries": queries}).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        results = json.loads(answer.read())["results"]
    return [[str(one["id"]) for one in result.get("vulns", ())] for result in results]


if __name__ == "__main__":
    sys.exit(main())
