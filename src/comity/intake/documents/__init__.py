"""From papers to proposals: a document read into one canonical text, what it says proposed with its words, a person confirms."""
