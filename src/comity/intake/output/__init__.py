"""What an import leaves: its report, its record, the page that documents it."""
