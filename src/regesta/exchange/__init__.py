"""One file per import or export profile."""
