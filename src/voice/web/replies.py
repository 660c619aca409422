"""Replies to posts: one size, whatever happened."""

from litestar import Response

REPLY_BYTES = 64


def fixed_reply(word: str, status: int = 200) -> Response[bytes]:
    """`word` in a body of exactly 64 bytes, never compressed, never stored."""
    body = word.encode("ascii").ljust(REPLY_BYTES)
    return Response(body, status_code=status, media_type="text/plain")
