"""Captures in, segment paths out: on this machine's processes, later on a cluster; the claims are the same."""
