"""The proof over arrays: each file here mirrors one of proof/ and is held equal to it."""
