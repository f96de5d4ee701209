#!/usr/bin/env bash
# The letters of 24 January 2018: what they demanded, who was bound, and why.
set -euo pipefail
say() { printf '\n$ %s\n' "$*"; "$@"; }

say comity demands --as-of 2018-01-24
say comity position chicago-il --as-of 2018-01-24
say comity why chicago-il jag-fy2017/notice --as-of 2018-01-24
