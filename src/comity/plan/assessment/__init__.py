"""The positions of every award on one day, written and added up."""
