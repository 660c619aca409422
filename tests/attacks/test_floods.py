"""A flood from one address: the room of people behind it still gets through, and nothing grows."""

import gzip
import io
import os
import threading
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from attacks.given import service_of
from live import running, served
from sending import bundles_after, frame_of, release_now, sealed
from voice.collect.app import create_app
from voice.sealing.bundle import read_bundle

PEOPLE = 30
FORGED = 1_000


@pytest.fixture(scope="module")
def flooded(tmp_path_factory):
    """A service of our own, with classic keys, whose app can be looked into."""
    folder = tmp_path_factory.mktemp("flooded")
    with running(folder, kind="x25519") as live:
        pass
    app = create_app(service_of(folder))
    with served(app) as url:
        live.url = url
        yield live, app


def forged_frames(live) -> list[bytes]:
    whole = frame_of(live, sealed(live, "x"))
    kinds = [
        whole[:108] + os.urandom(len(whole) - 108),
        whole[:-1],
        whole.replace(b"X25519", b"X25510"),
        whole[:4] + os.urandom(8) + whole[12:],
        b"VOI1" + os.urandom(200),
        os.urandom(60),
    ]
    return [kinds[each % len(kinds)] for each in range(FORGED)]


def test_thirty_people_on_one_address_pass_while_a_thousand_forged_fail(flooded):
    live, _ = flooded
    envelopes = [sealed(live, f"cup {each}") for each in range(PEOPLE)]
    forged = forged_frames(live)
    before = release_now(live)
    refused: list[int] = []

    def flood(part: list[bytes]) -> None:
        with httpx.Client(base_url=live.url, timeout=60) as http:
            refused.extend(http.post("/send", content=each).status_code for each in part)

    def visit(envelope: bytes) -> list[int]:
        with httpx.Client(base_url=live.url, timeout=60) as http:
            asked = [http.get(path).status_code for path in (f"/{live.door}", f"/{live.door}/en")]
            return [*asked, http.post("/send", content=frame_of(live, envelope)).status_code]

    flooders = [threading.Thread(target=flood, args=(forged[each::4],)) for each in range(4)]
    for each in flooders:
        each.start()
    with ThreadPoolExecutor(PEOPLE) as room:
        seen = list(room.map(visit, envelopes))
    for each in flooders:
        each.join()
    assert seen == [[200, 200, 200]] * PEOPLE
    assert len(refused) == FORGED
    assert 200 not in refused
    assert set(refused) <= {400, 410, 422}
    with httpx.Client(base_url=live.url) as http:
        bundles = bundles_after(http, live, before)
    assert all(any(each in bundle for bundle in bundles) for each in envelopes)
    assert sum(read_bundle(io.BytesIO(each)).head.count for each in bundles) == PEOPLE


def test_no_flood_of_addresses_or_languages_fills_the_memory(flooded):
    live, app = flooded
    pages = app.state.house.pages
    with httpx.Client(base_url=live.url) as http:
        paths = [f"/{live.door}", f"/{live.door}/en", "/help", "/next/en", "/nothing", "/"]
        for path in paths:
            http.get(path)
        before = len(pages._kept)
        for each in range(120):
            wanted = {"accept-language": f"x{each % 90}, qa", "host": f"h{each}.example"}
            for path in (f"/{live.door}", f"/door{each}/en", f"/{live.door}/q{each}", f"/h{each}"):
                http.get(path, headers=wanted)
    assert len(pages._kept) == before


def test_a_packed_page_is_the_page(flooded):
    live, _ = flooded
    for path in (f"/{live.door}/en", f"/{live.door}", "/keys/" + live.round.id):
        with httpx.Client(base_url=live.url) as http:
            request = http.build_request("GET", path, headers={"accept-encoding": "gzip"})
            packed = b"".join(http.send(request, stream=True).iter_raw())
            assert (
                gzip.decompress(packed)
                == http.get(path, headers={"accept-encoding": "identity"}).content
            )


@pytest.mark.parametrize(
    "wanted",
    [
        "bytes=0-",
        "bytes=-5",
        "bytes=5-9",
        "bytes=0-0,5-6",
        "bytes=" + ",".join(f"{each}-" for each in range(900)),
        "bytes=999999999999999-",
        "bytes=99999999999999999999-",
        "bytes=-",
        "bytes=abc-",
        "lines=1-",
        "bytes=1-\xb2",
    ],
)
def test_an_odd_range_of_a_bundle_gives_the_whole_bundle(flooded, wanted):
    live, _ = flooded
    with httpx.Client(base_url=live.url) as http:
        http.post("/send", content=frame_of(live, sealed(live, "a lamp")))
        path = f"/releases/{live.round.id}/{release_now(live)}"
        allowed = {"authorization": f"Bearer {live.token}"}
        whole = http.get(path, headers=allowed)
        odd = {"range": wanted.encode("latin-1"), "if-range": whole.headers["etag"]}
        reply = http.get(path, headers=allowed | odd)
    assert (reply.status_code, reply.content) == (200, whole.content)
