"""What an import produces: its report, its record, and the page that documents it."""
