"""SQLite as the application needs it: nothing confirmed is lost, and no statement bypasses a trigger."""
