"""The application for law offices: `comity serve`. Django stays within this folder."""
