"""Who and where, read-only: actors with dated offices, places, countries and their codes, calendar arithmetic."""
