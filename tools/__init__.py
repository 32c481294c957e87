"""What makes a release, and is no part of it: the packages, the list of parts, the pages, the registers that are kept."""
