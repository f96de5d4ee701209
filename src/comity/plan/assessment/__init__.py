"""Every position of every award on one day, written and added up."""
