"""What people read: norms and answers in plain English, in the terminal, as files, and as the static website."""
