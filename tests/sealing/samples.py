"""Identities and rosters for the tests of this room. Their secrets are public: never use them."""

from hypothesis import strategies as st

from voice.sealing.identity import Identity

KINDS = ("x25519", "mlkem768x25519")
FIVE = {kind: [Identity(kind, bytes([i]) * 32) for i in range(1, 6)] for kind in KINDS}
STRANGER = {kind: Identity(kind, bytes([9]) * 32) for kind in KINDS}


def members(kind, count):
    """The first `count` identities of a kind, and their roster."""
    identities = FIVE[kind][:count]
    return identities, tuple(each.recipient for each in identities)


def changed(data, at, bit=0):
    """`data` with one bit of one byte turned over."""
    return data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :]


CHUNK = 64 * 1024
LENGTHS = st.sampled_from(
    [0, 1, 15, 16, 17, 16384, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 1]
) | st.integers(0, 5000)
