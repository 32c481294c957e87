"""One file a format that claims are written in."""
