"""The demo's people: how many answer, how, in which language, and who changes their mind."""

import os
from typing import NamedTuple

from voice.cli.demo_answers import Invented, Inventor, Place
from voice.cli.demo_phone import Phone
from voice.cli.demo_server import DemoServer
from voice.forms.round import RoundFile
from voice.sealing.receipt import ReceiptKeys, new_code, receipt_keys

SEED = 20_261_123
EVERY_ARABIC = 4
EVERY_PLAIN = 8
"""Every eighth answers without script, where the server seals."""
EVERY_RECEIPT = 20
"""Every twentieth asks for a code, and may delete what they sent."""


class Sent(NamedTuple):
    """One answer that was sent, with what only the phone knew."""

    round: str
    invented: Invented
    canary: str
    """A word that is in no other text, written with the person's words."""
    envelope: bytes = b""
    """Nothing where the server sealed it."""
    receipt: ReceiptKeys | None = None


def answer_all(phone: Phone, server: DemoServer, count: int) -> list[Sent]:
    """`count` answers at the first door, and a tenth of that at each other one."""
    sent = []
    for number, (round_file, door) in enumerate(zip(server.rounds, server.doors, strict=True)):
        inventor = Inventor(round_file, SEED + number)
        for visitor in range(count // (10 if number else 1)):
            place = _place(round_file, door, visitor)
            canary = f"canary{os.urandom(8).hex()}"
            invented = inventor.invent(place, canary)
            if place.sealed_by == "server":
                phone.send_plain(invented)
                sent.append(Sent(round_file.id, invented, canary))
                continue
            asks = visitor % EVERY_RECEIPT == 1
            receipt = receipt_keys(new_code(), server.salt) if asks else None
            envelope = phone.send(round_file, invented, receipt)
            sent.append(Sent(round_file.id, invented, canary, envelope, receipt))
    return sent


def _place(round_file: RoundFile, door: str, visitor: int) -> Place:
    arabic = visitor % EVERY_ARABIC == 3 and round_file.offered("ar") is not None
    plain = visitor % EVERY_PLAIN == 6
    return Place(door, "ar" if arabic else "en", "server" if plain else "phone")
