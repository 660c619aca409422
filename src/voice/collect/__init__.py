"""The collecting service: it keeps what it cannot read."""
