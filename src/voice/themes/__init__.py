"""From words to themes: redaction, codes, suggestions, counts."""
