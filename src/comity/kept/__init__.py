"""Answers about a portfolio of awards, kept between questions by a key of all that they depend on."""
