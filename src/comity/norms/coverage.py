"""What a law covers: its instruments, norms, acts on norms and cases; how many rest on memory; how fresh it is."""

from __future__ import annotations

from comity.norms.nodes import Law


def coverage(law: Law) -> dict[str, int | str]:
    """Counts of a law, and the oldest day on which sources were last checked."""
    checked = [i.checked for i in law.instruments.values() if i.kind != "vocabulary"]
    kinds = [a.kind for a in law.norm_acts.values()]
    return {
        "instruments": sum(i.kind not in ("case", "vocabulary") for i in law.instruments.values()),
        "lawsuits": sum(i.kind == "case" for i in law.instruments.values()),
        "norms": len(law.norms),
        "acts": len(law.acts),
        "acts on norms": len(law.norm_acts),
        "orders": kinds.count("order"),
        "holdings": kinds.count("holding"),
        "notices": kinds.count("notice"),
        "doctrines": kinds.count("doctrine"),
        "cases": len(law.cases),
        "expectations": sum(len(case.expects) for case in law.cases),
        "rest on memory": sum(i.basis == "memory" for i in law.instruments.values()),
        "partly on memory": sum(i.basis == "source and memory" for i in law.instruments.values()),
        "oldest check": min(checked).isoformat() if checked else "none",
    }
