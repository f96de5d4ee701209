#!/usr/bin/env bash
# The dispute of January 2018, from an article to answers: what an article tells, the 23 recipients of the letters of
# 24 January 2018 and where each stands under the award conditions, the day the answer is due, and one whole proof.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf '\n$ comity %s\n\n' "$*"; comity "$@"; }

article=records/us-2018-jag/article.txt
echo "An article of 2018, retold in words of our own: its headline and 21 sentences. The letters, the orders and the law are on"
echo "record with their sources. What is proposed of its sentences, nothing of it recorded; the first of them:"
printf '\n$ comity %s\n\n' "read $article --as article --access public"
comity read "$article" --as article --access public | sed -n '1,/^demand/p' | sed '$d'
echo "What a person has confirmed of it: each sentence with its verdict, by the law and the record of its day."
say statements --source article-2018
say statements --only doj-letters
say demands --as-of 2018-01-24 --only doj-2018-01-24 --norm jag-fy2017/notice --norm jag-fy2017/access \
  --norm ca-sb54/7284-6-a-1-c --norm us-const-amend-10/no-command
say why chicago-il jag-fy2017/notice --as-of 2018-01-24 --suppose attached
say timeline chicago-il jag-fy2017/notice --suppose attached

cat <<'END'

Ask your own: comity position "Chicago, IL" --as-of 2018-07-01
              comity why new-york-city-ny jag-fy2017/notice --as-of 2020-08-15 --suppose attached
              comity statements --only napolitano-contract
END
