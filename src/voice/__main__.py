"""`python -m voice` is the `voice` command."""

from voice.cli.main import main

main()
