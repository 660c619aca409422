"""`voice bundle fetch`: bring a bundle, still sealed, to the desk."""

import http.client
import re
import ssl
from pathlib import Path
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

import click

from voice.cli.paths import existing_file, new_file
from voice.cli.progress import progress
from voice.errors import NotReadable, Refused
from voice.sealing.bundle import read_bundle

PIECE_BYTES = 1 << 18
PATIENCE_SECONDS = 60
ETAG = re.compile(r'"([0-9a-f]{8,64})"')


@click.group("bundle")
def bundles() -> None:
    """Bring released bundles from a server to the desk. They stay sealed."""


@bundles.command()
@click.argument("url")
@click.option(
    "--token-file",
    required=True,
    type=existing_file,
    help="Holds the fetch token that the operator gave you.",
)
@click.option("--out", required=True, type=new_file)
def fetch(url: str, token_file: Path, out: Path) -> None:
    """Fetch the bundle at URL: https://say.northside.example/releases/ROUND/1.

    What came before a line broke is kept beside OUT, and gone on with next time. The address
    without the number lists what has been released.
    """
    count = fetch_bundle(url, token_file.read_text("utf-8").strip(), out)
    click.echo(f"Fetched {count} sealed answers into {out}.")


def fetch_bundle(url: str, token: str, out: Path) -> int:
    """Fetch `url` into `out`, which appears only when it is whole; gives the number of envelopes.

    Raises:
        Refused: an address the token must not travel to, or the server does not give it.
        NotReadable: the line broke (ask again: it goes on), or what came is not a whole bundle.
    """
    part = _download(url, token, out)
    try:
        with part.open("rb") as file:
            count = read_bundle(file).head.count
    except NotReadable:
        part.unlink()
        raise
    part.replace(out)
    return count


class _Part(NamedTuple):
    """What came of a bundle before a line broke; its name says which state of the bundle it is."""

    path: Path
    etag: str


def _download(url: str, token: str, out: Path) -> Path:
    left = _left_over(out)
    headers = {"authorization": f"Bearer {token}"}
    if left:
        headers |= {"range": f"bytes={left.path.stat().st_size}-", "if-range": f'"{left.etag}"'}
    response = ask(url, headers)
    goes_on = left is not None and response.status == 206
    if left and not goes_on:
        left.path.unlink()
    etag = ETAG.fullmatch(response.getheader("etag", ""))
    part = out.with_name(f"{out.name}.{etag[1] if etag else '0' * 8}.part")
    _copy(response, part, goes_on)
    return part


def _left_over(out: Path) -> _Part | None:
    for path in out.parent.glob(f"{out.name}.*.part"):
        return _Part(path, path.name.removeprefix(f"{out.name}.").removesuffix(".part"))
    return None


def ask(url: str, headers: dict[str, str]) -> http.client.HTTPResponse:
    """The answer to one GET. Redirections are not followed: a token goes nowhere else.

    Raises:
        Refused: plain http to another machine, or any answer but 200 and 206.
        NotReadable: no connection.
    """
    address = urlsplit(url)
    connection = _connection(address)
    try:
        connection.request("GET", address.path, headers=headers)
        response = connection.getresponse()
    except (OSError, http.client.HTTPException) as error:
        raise NotReadable(
            "no-connection", f"cannot reach {address.netloc}: {error}", "try again in a while"
        ) from error
    if response.status not in {200, 206}:
        early = (
            ", or nothing is released yet" if response.status == http.HTTPStatus.NOT_FOUND else ""
        )
        raise Refused(
            "not-given",
            f"{address.netloc} answered {response.status} for {address.path}",
            f"check the address, and that the token is the one for fetching{early}",
        )
    return response


def _connection(address: SplitResult) -> http.client.HTTPConnection:
    host = address.hostname or ""
    if address.scheme == "https":
        context = ssl.create_default_context()
        return http.client.HTTPSConnection(
            host, address.port, timeout=PATIENCE_SECONDS, context=context
        )
    if address.scheme == "http" and host in {"127.0.0.1", "localhost", "::1"}:
        return http.client.HTTPConnection(host, address.port, timeout=PATIENCE_SECONDS)
    raise Refused(
        "open-line",
        f"the token must not travel to {address.geturl()!r}",
        "use an address that begins with https://",
    )


def _copy(response: http.client.HTTPResponse, part: Path, goes_on: bool) -> None:
    with (
        part.open("ab" if goes_on else "wb") as file,
        progress("Fetching", response.length) as done,
    ):
        try:
            while piece := response.read(PIECE_BYTES):
                file.write(piece)
                done(len(piece))
        except (OSError, http.client.HTTPException) as error:
            raise _broken(str(error)) from error
    if response.length:
        raise _broken(f"{response.length} bytes are missing")


def _broken(how: str) -> NotReadable:
    return NotReadable("line-broke", f"the line broke: {how}", "run it again; it goes on from here")
