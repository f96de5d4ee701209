"""The library as a static website that works from a disk and makes no request anywhere.

One module a kind of page: `instrument`, `norm` (with its acts), `places` (courts, governments), `indexes`, `records`
(demands, statements), `home`. `gathered` is what they are made from, `answers` what is worked out for them.
"""
