"""What a panel is told: cards and the report."""
