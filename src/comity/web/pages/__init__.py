"""The pages, one file a page.

A page is a file with `PATH`, its address; `view(request)`, what is sent; and `rows(asking, ...)`, what it shows, already
filtered by who reads, which exports take too. `OPEN = True` lets in who is not signed in, `MAY` names what one must be
allowed to do (people/rights.py). A page whose facts may be confidential is logged; `SHOWS_FACTS = False` says that it shows
none, `TAKES_OUT = True` that what it sends leaves the office.
"""
