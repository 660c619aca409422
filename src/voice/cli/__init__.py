"""The `voice` command, one file a verb family."""
