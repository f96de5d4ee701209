"""Recipients -> governments."""
