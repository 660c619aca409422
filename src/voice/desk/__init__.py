"""The reading half: keys, rounds, opened bundles."""
