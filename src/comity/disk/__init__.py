"""Files on disk: written whole or not at all, locked, and values kept between runs in a plain form."""
