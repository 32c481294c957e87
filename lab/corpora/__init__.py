"""Readers of public corpora: one file a corpus, each yielding words or texts; nothing of theirs is kept here."""
