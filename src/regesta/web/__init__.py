"""The page and its API: questions to a register over HTTP, from this machine alone unless told otherwise."""
