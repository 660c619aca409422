"""A phone for the demo: it sends invented answers as a real one would."""

import http.client
import os
from typing import NamedTuple
from urllib.parse import urlencode

import msgspec

from voice.cli.demo_answers import Invented
from voice.errors import NotReadable
from voice.forms.round import RoundFile
from voice.sealing.frame import Frame, write_frame
from voice.sealing.receipt import ReceiptKeys, withdrawal_of
from voice.sealing.recipient import parse_roster
from voice.sealing.seal import seal_padded


class Heard(NamedTuple):
    """What came back: status, headers, body."""

    status: int
    headers: str
    body: bytes


class Phone:
    """Talks to the service on this machine, and keeps every byte that came back."""

    def __init__(self, port: int) -> None:
        self._port = port
        self.heard: list[Heard] = []

    def send(self, round_file: RoundFile, invented: Invented, receipt: ReceiptKeys | None) -> bytes:
        """Seal, frame and post one answer as the page's script does; gives the envelope."""
        roster = parse_roster(member.recipient for member in round_file.roster)
        envelope = seal_padded(msgspec.json.encode(invented.inside), roster)
        frame = Frame(
            round=round_file.id,
            ticket=os.urandom(32),
            look_up=receipt.look_up if receipt else os.urandom(32),
            withdrawal=withdrawal_of(receipt.withdraw) if receipt else os.urandom(32),
            envelope=envelope,
        )
        self.post("/send", write_frame(frame), "application/octet-stream", 200)
        return envelope

    def send_plain(self, invented: Invented) -> None:
        """Post one answer as a browser without script does."""
        inside = invented.inside
        fields: list[tuple[str, str]] = [("sealed_by", "server")]
        for name, value in {**inside.answers, **inside.consents}.items():
            fields += [(name, each) for each in ([value] if isinstance(value, str) else value)]
        if invented.present_question:
            fields.append((invented.present_question, inside.present))
        body = urlencode(fields).encode()
        kind = "application/x-www-form-urlencoded"
        self.post(f"/{inside.door}/{inside.lang}", body, kind, 303)

    def withdraw(self, receipt: ReceiptKeys) -> None:
        """Take back what was sent under `receipt`."""
        body = b"VOW1" + receipt.look_up + receipt.withdraw
        self.post("/withdraw", body, "application/octet-stream", 200)

    def get(self, path: str) -> Heard:
        """One page."""
        return self._ask("GET", path, None, {}, 200)

    def post(self, path: str, body: bytes, kind: str, expected: int) -> Heard:
        """The answer to one post. Raises: NotReadable when it is not `expected`."""
        return self._ask("POST", path, body, {"content-type": kind}, expected)

    def _ask(
        self, method: str, path: str, body: bytes | None, headers: dict[str, str], expected: int
    ) -> Heard:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            heard = Heard(response.status, str(response.headers), response.read())
        finally:
            connection.close()
        self.heard.append(heard)
        if heard.status != expected:
            raise NotReadable(
                "unexpected", f"{method} {path} gave {heard.status} instead of {expected}"
            )
        return heard
