"""Read letters, awards, orders and articles: propose what each says, with its words, for a person to confirm."""
