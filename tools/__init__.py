"""What makes a release, and is no part of it: packages, the list of parts, the pages, registers that are kept."""
