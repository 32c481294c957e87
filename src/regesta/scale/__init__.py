"""Captures in, segment paths out: on this machine's processes or on a cluster; the claims are the same."""
