"""Voice: ask survivors how their help is, hear the answer safely, act on it."""
