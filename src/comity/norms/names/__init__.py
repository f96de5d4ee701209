"""The names of the field: governments, courts, programs, associations, and the nearest name to a misspelt one."""
