"""Import: award lists, sheets and documents become rows of the record; every row read, checked, matched and accounted for."""
