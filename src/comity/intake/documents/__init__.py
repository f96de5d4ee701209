"""Letters, awards, orders and articles read: what each says is proposed with its words, and a person confirms it."""
