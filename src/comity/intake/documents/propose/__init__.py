"""Proposers, one file a kind of document: what it may say, by rules, each proposal with its words; a model may only add.

A proposer is a function `propose(marks)` that is named in rules.py.
"""
