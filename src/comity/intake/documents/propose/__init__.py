"""Proposers, one file for each kind of document: what it says, by rules, with its words. A model may only add.

A proposer is a function `propose(marks)` that is named in rules.py.
"""
