"""Measures on annotated corpora: one file a measure, each a number with its interval, its corpus and its bundle."""
