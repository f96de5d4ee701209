"""Answers about a portfolio of awards, kept between questions under a key of everything they depend on."""
