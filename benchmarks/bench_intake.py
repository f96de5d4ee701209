"""How well documents are read: precision and recall of what is proposed, by kind, on texts seen and on texts held out; and how fast.

    python benchmarks/bench_intake.py [--wrong] [--seen]

The texts are of benchmarks/documents: set by us (letters, demands, orders from public-domain words; award documents from the
library's own quotations among general terms; articles written for the tests). Bars: shared with the tests of this repository.
"""

from __future__ import annotations

import argparse

from documents.corpus import ROUNDS, blind
from documents.measuring import Counts, every_span_slices_back, measure, speed, texts

from comity.library import law_dir
from comity.norms.library import load_law


def main() -> int:
    """Print the tables."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument(
        "--wrong", action="store_true", help="what was missed and what was proposed beside it, of the texts seen"
    )
    options.add_argument("--seen", action="store_true", help="the texts seen alone")
    options.add_argument("--round", type=int, choices=ROUNDS, help="the texts of one round alone")
    asked = options.parse_args()
    law = load_law(law_dir())
    rounds = {f"round {number}, first run unseen": tuple(blind(number)) for number in ROUNDS}
    sides: dict[str, Counts] = {side: {} for side in ("seen", "held out", *rounds)}
    number = dict.fromkeys(sides, 0)
    sliced = True
    told = [("held out" if text.held_out else "seen", text) for text in texts(law)]
    told += [(side, text) for side, found in rounds.items() for text in found]
    for side, text in told:
        if (asked.seen and side != "seen") or (asked.round and not side.startswith(f"round {asked.round}")):
            continue
        number[side] += 1
        sliced &= every_span_slices_back(measure(text, law, sides[side]))
    for side, counts in sides.items():
        if not number[side]:
            continue
        print(f"{side}: {number[side]} texts, set by us")
        for (paper, name), count in sorted(counts.items()):
            print(
                f"  {paper:8} {name:13} precision {count.precision:5.0%}  recall {count.recall:5.0%}  ({count.right} right)"
            )
            if asked.wrong and side != "held out":
                for one in count.missed:
                    print(f"      missed  {one}")
                for one in count.beside:
                    print(f"      beside  {one}")
    print(f"every span slices back to its words: {'yes' if sliced else 'no'}")
    if not (asked.seen or asked.round):
        one, hundred = speed(law)
        print(f"one page: {one:.2f} s; a hundred pages: {hundred:.2f} s")
    return 0 if sliced else 1


if __name__ == "__main__":
    raise SystemExit(main())
