"""The pages, one file for each.

A page is a file with `PATH`, its address; `view(request)`, what is sent; and `rows(asking, ...)`, what it shows, already
filtered by who reads, which exports take too. `OPEN = True` opens it without signing in; `MAY` names the right that is
needed to see it, `TAKES` the one that is needed to send its form (people/rights.py); without `TAKES` nothing can be sent to
it. Readings of confidential facts are logged: `SHOWS_FACTS = False` says that the page shows none, `TAKES_OUT = True` that
what it sends leaves the office. Templates are in look/templates/; a page that is a list needs none (ledger.py). The link to
a page is in more.py.
"""
