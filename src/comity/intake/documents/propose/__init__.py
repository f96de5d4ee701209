"""Proposers: what a document may say, by rules; a model only adds."""
