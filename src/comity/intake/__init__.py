"""From a file that someone has to rows of the record: read, checked, matched, merged, every row accounted for."""
