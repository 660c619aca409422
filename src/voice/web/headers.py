"""Security headers on every response, whatever made it.

Source: design section 5; SecureDrop's header table is the model for the test.
"""

from litestar.types import Message, Scope

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "media-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

EVERY_RESPONSE: dict[str, str] = {
    "content-security-policy": POLICY,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "x-robots-tag": "noindex, nofollow, noarchive",
}

_RAW = [(name.encode(), value.encode()) for name, value in EVERY_RESPONSE.items()]
_NO_STORE = (b"cache-control", b"no-store")


async def add_headers(message: Message, _: Scope) -> None:
    """Add `EVERY_RESPONSE`, and `no-store` wherever the response says nothing about caching.

    A hook before sending, not a middleware: those never see a 404 or 405 that the router makes.
    """
    if message["type"] == "http.response.start":
        own = list(message["headers"])
        if not any(name.lower() == b"cache-control" for name, _ in own):
            own.append(_NO_STORE)
        message["headers"] = [*own, *_RAW]
