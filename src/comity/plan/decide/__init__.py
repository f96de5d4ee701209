"""The proof over arrays: each file mirrors one of proof/ and is held equal to it."""
