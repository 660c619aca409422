"""What may be shown: limits, rounding, noise."""
