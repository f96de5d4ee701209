"""Comity computes the law between governments.

Given what the law says and what the record shows, it answers for every government, on any date, in
any court's territory: what must it do, what may it refuse, what is blocked, what is due, and why.
"""

__version__ = "0.1.0"
