"""What sealing and opening a stanza share: labels, suites, and a file key under a fresh key.

Source: C2SP age specification, "X25519 recipient type" and "mlkem768x25519 recipient type".
"""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

HYBRID_INFO = b"age-encryption.org/mlkem768x25519"
HYBRID_SHARE_BYTES = 1120

_NONCE = bytes(12)
# A zero nonce is safe: every wrapping key is made for one file key and never used again.


def hybrid_suite() -> Suite:
    """HPKE with X-Wing, the one suite of post-quantum recipients."""
    return Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)


def x25519_wrapping_key(secret: bytes, share: bytes, public: bytes) -> bytes:
    """The key of an X25519 stanza, from the shared secret and both public halves."""
    return HKDF(SHA256(), 32, share + public, b"age-encryption.org/v1/X25519").derive(secret)


def wrap_key(wrapping_key: bytes, file_key: bytes) -> bytes:
    """The 32-byte body of an X25519 or scrypt stanza."""
    return ChaCha20Poly1305(wrapping_key).encrypt(_NONCE, file_key, None)


def unwrap_key(wrapping_key: bytes, body: bytes) -> bytes | None:
    """The file key in a stanza's body, or None when the body is for another key."""
    try:
        return ChaCha20Poly1305(wrapping_key).decrypt(_NONCE, body, None)
    except InvalidTag:
        return None
