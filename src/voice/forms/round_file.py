"""`RoundFile`: one form open for one time to one roster, with everything that was promised.

It is public, made and signed at the desk, loaded by the operator, and carried in every bundle, so
that old answers stay readable when a form changes. Source: docs/spec/round-file.md.
"""

import datetime
import hashlib
from typing import Literal

import msgspec

from voice.forms.model import Form


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    pass


class Member(_Part, frozen=True, kw_only=True):
    """One recipient of the round's answers. `label` is a role ("Lead reader"), never a name."""

    recipient: str
    role: Literal["holder", "recovery"]
    label: str


class Offered(_Part, frozen=True, kw_only=True):
    """The words of the round in one language, placeholders filled.

    `words` maps a context (`pulse.today.ask`, `promise.no_change`) to what the person reads.
    """

    tag: str
    status: Literal["draft", "critical", "approved"]
    """`critical`: only sentences that can harm where they are wrong were approved."""
    words: dict[str, str]


class Attestation(_Part, frozen=True, kw_only=True):
    """A promise of the start page, and who said that it is true here."""

    promise: str
    by: str
    """The role that attests, not a person's name."""
    on: datetime.date


class Release(_Part, frozen=True, kw_only=True):
    """The fixed time of the week (UTC) at which what waits is released, shuffled."""

    weekday: int
    """0 is Monday."""
    hour: int


class Helpline(_Part, frozen=True, kw_only=True):
    """One way to get help now. Shown only when `checked_on` is known."""

    id: str
    name: str
    number: str
    how: Literal["call", "text", "chat"]
    hours: str
    nation: str
    languages: str
    source: str
    checked_on: datetime.date | None


class TestEnvelope(_Part, frozen=True, kw_only=True):
    """A sealed secret that every member has opened before anyone is asked anything.

    `sealed` is an age file for the whole roster that holds 32 random bytes; a member's proof is
    HMAC-SHA256(secret, recipient) in hexadecimal; `expects` maps a recipient's fingerprint to
    `expected(proof)`, `proofs` to the proof itself once the member has given it.
    """

    sealed: bytes
    expects: dict[str, str]
    proofs: dict[str, str]


class RoundFile(_Part, frozen=True, kw_only=True):
    """Everything that is fixed for one round."""

    v: Literal[1] = 1
    id: str
    """16 lower-case hexadecimal digits, random."""
    organisation: str
    """A slug: `northside`."""
    service: str
    """The name people know the service by."""
    nation: Literal["england", "wales", "scotland", "northern-ireland"]
    practice: bool
    """A demo or training round: says so on every page, may release at once, is never counted."""
    form: Form
    languages: tuple[Offered, ...]
    roster: tuple[Member, ...]
    promises: tuple[Attestation, ...]
    reading_days: int
    """The longest time, in days, between sending and reading that the start page promises."""
    release: Release
    helplines: tuple[Helpline, ...]
    leave_to: str
    """The https address that Leave this page goes to."""
    sign_video: str = ""
    """The https address of the start page in a signed language; empty where there is none."""
    board: str = ""
    """The https address where people find what was heard and done; empty where there is none."""
    made_on: datetime.date
    closes_on: datetime.date
    test: TestEnvelope

    def offered(self, tag: str) -> Offered | None:
        """The words in language `tag`, or None where it is not offered."""
        return next((each for each in self.languages if each.tag == tag), None)


def fingerprint(value: object) -> str:
    """16 hexadecimal digits that stand for any struct's or dict's canonical JSON."""
    canonical = msgspec.json.encode(value, order="deterministic")
    return hashlib.sha256(canonical).hexdigest()[:16]


def key_name(recipient: str) -> str:
    """The fingerprint by which `expects` and `proofs` name a recipient: 16 hexadecimal digits."""
    return hashlib.sha256(recipient.encode()).hexdigest()[:16]


def expected(proof: str) -> str:
    """What `expects` holds for a proof: SHA-256 over its hexadecimal text, in hexadecimal."""
    return hashlib.sha256(proof.encode()).hexdigest()
