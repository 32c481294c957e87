"""From bytes to clean text: decoding, article extraction, feeds, archives, sentences, tokens."""
