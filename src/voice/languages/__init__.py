"""In which words: catalogues, negotiation, direction, review."""
