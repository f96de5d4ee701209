"""What people read: norms and answers in plain English, on the terminal, as files, and as the static website."""
