"""The server's database: sealed rows only."""
