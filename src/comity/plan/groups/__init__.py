"""What the law can tell apart: columns it reads, cells of awards, profiles of parties, forms of norms."""
