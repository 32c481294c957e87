"""One file a table of others that is read: from their columns to one neutral event."""
