"""What touches files whatever they hold: the plain form of kept values, the kept entries, and whole files or none."""
