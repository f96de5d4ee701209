"""The application that a law office opens: `comity serve`. Django stays within this folder."""
