#!/usr/bin/env bash
# The dispute of January 2018, from law files and record to answers: the 23 recipients of the letters of 24 January 2018,
# where each stands under the award conditions, the day the answer is due, and one whole proof.
set -euo pipefail

say() { printf '\n$ comity %s\n\n' "$*"; comity "$@"; }

say demands --as-of 2018-01-24 --only doj-2018-01-24 --norm jag-fy2017/notice --norm jag-fy2017/access \
  --norm ca-sb54/7284-6-a-1-c --norm us-const-amend-10/no-command
say why chicago-il jag-fy2017/notice --as-of 2018-01-24 --suppose attached
say timeline chicago-il jag-fy2017/notice --suppose attached

cat <<'END'

Ask your own: comity position "Chicago, IL" --as-of 2018-07-01
              comity why new-york-city-ny jag-fy2017/notice --as-of 2020-08-15 --suppose attached
              comity statements --only napolitano-contract
END
