"""Turn syntax into checked norms: names, types, citations, the acyclic graph of who acts on whom; the library and its cache."""
