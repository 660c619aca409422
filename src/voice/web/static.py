"""Scripts, styles and pictures, read once and served under an address that changes with them."""

import gzip
import hashlib
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import PurePosixPath

import msgspec
from litestar import Response, route
from litestar.exceptions import NotFoundException

from voice.web.asked import Asked

KINDS = {
    "": "text/plain; charset=utf-8",  # the licence beside what it licenses
    ".mjs": "text/javascript; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}


class StaticFile(msgspec.Struct, frozen=True):
    """One file as it goes out, plain and packed."""

    kind: str
    plain: bytes
    packed: bytes
    tighter: bytes = b""
    """The same in Brotli, where the release brings `<name>.br`; browsers take it over https."""


class StaticFiles:
    """All files below `voice/web/static`. `at`: the address prefix, new when a byte changes."""

    def __init__(self) -> None:
        top = resources.files("voice.web").joinpath("static")
        self.files = {path: _read(top, path) for path in _walk(top, PurePosixPath())}
        total = hashlib.sha256()
        for path in sorted(self.files):
            total.update(path.encode() + b"\0" + self.files[path].plain)
        self.at = f"/s/{total.hexdigest()[:12]}"


def _walk(folder: Traversable, path: PurePosixPath) -> list[str]:
    found = []
    for each in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if each.is_dir():
            found += _walk(each, path / each.name)
        elif PurePosixPath(each.name).suffix in KINDS:
            found.append(str(path / each.name))
    return found


def _read(folder: Traversable, name: str) -> StaticFile:
    file = folder.joinpath(name)
    brotli = folder.joinpath(f"{name}.br")
    plain, kind = file.read_bytes(), KINDS[PurePosixPath(file.name).suffix]
    return StaticFile(
        kind=kind,
        plain=plain,
        packed=gzip.compress(plain, 9, mtime=0),
        tighter=brotli.read_bytes() if brotli.is_file() else b"",
    )


def cached_bytes(request: Asked, kind: str, plain: bytes, packed: bytes) -> Response[bytes]:
    """`plain`, or `packed` where the browser takes gzip. Never used for replies to posts."""
    takes_gzip = "gzip" in request.headers.get("accept-encoding", "")
    headers = {"vary": "accept-encoding"} | ({"content-encoding": "gzip"} if takes_gzip else {})
    return Response(packed if takes_gzip else plain, media_type=kind, headers=headers)


@route("/s/{version:str}/{path:path}", http_method=["GET", "HEAD"])
async def static_file(request: Asked) -> Response[bytes]:
    """One static file; the version in the address makes it safe to keep for ever."""
    files: StaticFiles = request.app.state.static_files
    asked_at = f"/s/{request.path_params['version']}"
    file = files.files.get(request.path_params["path"].lstrip("/"))
    if file is None:
        raise NotFoundException
    response = cached_bytes(request, file.kind, file.plain, file.packed)
    if file.kind == KINDS[".woff2"]:
        # packed already; and packing it again would undo the one size that fonts are made up to
        response = Response(file.plain, media_type=file.kind)
    if file.tighter and "br" in request.headers.get("accept-encoding", "").split(", "):
        response = Response(file.tighter, media_type=file.kind, headers=response.headers)
        response.headers["content-encoding"] = "br"
    if asked_at == files.at:
        # any other version is a page from before an upgrade, or someone who wants to plant bytes
        # under the address of the next
        response.headers["cache-control"] = "public, max-age=31536000, immutable"
    return response
