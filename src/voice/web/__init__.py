"""Headers, problems, templates and static files that both apps share."""
