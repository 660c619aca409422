"""What Chromium seals opens at a desk, and what cannot be sealed safely is not sealed at all."""

import gzip
import random
from base64 import b64decode, b64encode
from functools import cache
from pathlib import Path

import pytest

from voice.errors import NotReadable, VoiceError
from voice.sealing import bech32
from voice.sealing.identity import Identity, new_identity
from voice.sealing.open import open_padded
from voice.sealing.padding import MAX_PLAIN_BYTES, PADDED_BYTES
from voice.sealing.recipient import parse_roster
from voice.sealing.seal import sealed_length

pytestmark = pytest.mark.browser

SCRIPTS = Path(__file__).parents[2] / "src" / "voice" / "web" / "static" / "js"
PQ, CLASSIC = "mlkem768x25519", "x25519"
MOST_WORDS = 12 * 1024
ONION = "http://" + "a" * 56 + ".onion"

SEAL = """async ([plains, roster]) => {
  const { sealPadded } = await import('/s/js/seal.mjs');
  const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const text = (sealed) => btoa(Array.from(sealed, (byte) => String.fromCharCode(byte)).join(''));
  const sealed = [];
  for (const plain of plains) sealed.push(text(await sealPadded(bytes(plain), roster)));
  return sealed;
}"""
REFUSAL = """async (roster) => {
  const { sealPadded } = await import('/s/js/seal.mjs');
  try {
    await sealPadded(new Uint8Array(3), roster);
  } catch (slip) {
    return slip.slug || 'refused by the library';
  }
  return 'sealed';
}"""
WARM_UP = "async (roster) => (await import('/s/js/seal.mjs')).warmUp(roster)"


@cache
def identity(kind: str, number: int) -> Identity:
    return new_identity(kind)


def roster(kind: str, count: int) -> list[str]:
    return [identity(kind, number).recipient.text for number in range(count)]


def seal(page, plains: list[bytes], texts: list[str]) -> list[bytes]:
    given = [b64encode(plain).decode() for plain in plains]
    return [b64decode(text) for text in page.evaluate(SEAL, [given, texts])]


def other(sealed: bytes, place: int) -> bytes:
    """Another letter of the base64 alphabet, or another byte, at `place`."""
    letter = b"B" if sealed[place : place + 1] == b"A" else b"A"
    return sealed[:place] + letter + sealed[place + 1 :]


def tampered(sealed: bytes) -> dict[str, bytes]:
    first = sealed.index(b"-> ")
    share = sealed.index(b" ", first + 3) + 1
    body = sealed.index(b"\n", share) + 1
    mac = sealed.index(b"--- ") + 4
    payload = mac + 44
    return {
        "version": other(sealed, 21),
        "kind": other(sealed, first + 3),
        "share": other(sealed, share),
        "wrapped key": other(sealed, body),
        "line end": sealed[: body - 1] + b"\r" + sealed[body - 1 :],
        "recipient gone": sealed[:first] + sealed[body + 44 :],
        "mac": other(sealed, mac),
        "nonce": other(sealed, payload),
        "first byte": other(sealed, payload + 16),
        "middle": other(sealed, (payload + len(sealed)) // 2),
        "last byte": other(sealed, len(sealed) - 1),
        "cut": sealed[:-1],
        "payload gone": sealed[:payload],
        "longer": sealed + b"\0",
        "twice": sealed + sealed,
    }


@pytest.mark.parametrize(
    ("kind", "recipients", "messages"),
    [(PQ, 1, 40), (PQ, 2, 40), (PQ, 5, 20), (CLASSIC, 1, 40), (CLASSIC, 2, 40), (CLASSIC, 5, 20)],
)
def test_every_recipient_opens_what_chromium_sealed_and_nothing_opens_tampered(
    page, static_site, kind, recipients, messages
):
    chance = random.Random(f"{kind} {recipients}")
    lengths = [0, 1, MOST_WORDS, *(chance.randint(0, MOST_WORDS) for _ in range(messages - 3))]
    plains = [chance.randbytes(length) for length in lengths]
    texts = roster(kind, recipients)
    holders = [identity(kind, number) for number in range(recipients)]
    page.goto(static_site)
    sealed = seal(page, plains, texts)
    assert {len(each) for each in sealed} == {sealed_length(PADDED_BYTES, parse_roster(texts))}
    for plain, envelope in zip(plains, sealed, strict=True):
        assert [open_padded(envelope, [holder]) for holder in holders] == [plain] * recipients
        with pytest.raises(NotReadable, match="others"):
            open_padded(envelope, [identity(kind, 99)])
        for where, changed in tampered(envelope).items():
            assert changed != envelope
            with pytest.raises(NotReadable):
                print(where, open_padded(changed, holders))


def test_the_longest_message_fits_and_one_byte_more_is_refused(page, static_site):
    page.goto(static_site)
    [sealed] = seal(page, [bytes(MAX_PLAIN_BYTES)], roster(PQ, 1))
    assert open_padded(sealed, [identity(PQ, 0)]) == bytes(MAX_PLAIN_BYTES)
    told = page.evaluate(
        """async ([length, roster]) => (await import('/s/js/seal.mjs'))
             .sealPadded(new Uint8Array(length), roster).catch((slip) => slip.slug)""",
        [MAX_PLAIN_BYTES + 1, roster(PQ, 1)],
    )
    assert told == "too-long"


def test_the_same_message_is_never_sealed_alike(page, static_site):
    page.goto(static_site)
    once, again = seal(page, [b"the same words"] * 2, roster(PQ, 1))
    payloads = [sealed[sealed.index(b"--- ") + 48 :] for sealed in (once, again)]
    alike = sum(a == b for a, b in zip(*payloads, strict=True))
    assert alike < len(payloads[0]) / 100


def slip(text: str) -> str:
    return text[:20] + ("q" if text[20] != "q" else "p") + text[21:]


REFUSED = {
    "nobody": ([], "roster-size"),
    "six": (roster(PQ, 6), "roster-size"),
    "one twice": (roster(PQ, 2) + roster(PQ, 1), "roster-duplicate"),
    "a classic behind": (roster(PQ, 2) + roster(CLASSIC, 1), "mixed-roster"),
    "a classic before": (roster(CLASSIC, 1) + roster(PQ, 2), "mixed-roster"),
    "a typing slip": ([slip(roster(PQ, 1)[0])], "recipient"),
    "a slip in a classic one": ([*roster(CLASSIC, 2), slip(roster(CLASSIC, 3)[2])], "recipient"),
    "cut short": ([roster(PQ, 1)[0][:-1]], "recipient"),
    "capitals": ([roster(CLASSIC, 1)[0].upper()], "recipient"),
    "a space behind": ([roster(CLASSIC, 1)[0] + " "], "recipient"),
    "a line end behind": ([roster(CLASSIC, 1)[0] + "\n"], "recipient"),
    "a secret": ([identity(CLASSIC, 0).text], "recipient"),
    "a hardware tag": ([bech32.encode("age1tag", bytes([2] * 33))], "recipient"),
    "another kind of text": (["the lead's key"], "recipient"),
}


@pytest.mark.parametrize("why", REFUSED)
def test_both_twins_refuse_a_roster_for_the_same_reason(page, static_site, why):
    texts, slug = REFUSED[why]
    page.goto(static_site)
    assert page.evaluate(REFUSAL, texts) == slug
    assert not page.evaluate(WARM_UP, texts)
    with pytest.raises(VoiceError) as refused:
        parse_roster(texts)
    assert refused.value.slug == slug


@pytest.mark.parametrize(
    "text",
    [
        bech32.encode("age", bytes(32)),
        bech32.encode("age", bytes([1, *bytes(31)])),
        bech32.encode("age1pq", identity(PQ, 0).recipient.key[:1184] + bytes(32)),
    ],
    ids=["zero", "one", "zero in a hybrid"],
)
def test_both_twins_refuse_a_key_that_keeps_no_secret(page, static_site, text):
    page.goto(static_site)
    assert page.evaluate(REFUSAL, [text]) != "sealed"
    assert not page.evaluate(WARM_UP, [text])
    with pytest.raises(VoiceError):
        parse_roster([text])


@pytest.mark.parametrize("kind", [PQ, CLASSIC])
def test_the_page_learns_that_sealing_works(page, static_site, kind):
    page.add_init_script("Math.random = () => { throw new Error('not good enough'); }")
    page.goto(static_site)
    assert page.evaluate(WARM_UP, roster(kind, 2)) is True


@pytest.mark.parametrize(
    "missing",
    [
        "delete window.TransformStream",
        "delete window.ReadableStream",
        "delete window.BigInt",
        "delete DataView.prototype.setBigUint64",
        "delete Crypto.prototype.getRandomValues",
        "delete window.crypto",
        "Crypto.prototype.getRandomValues = () => { throw new Error('no randomness'); }",
    ],
)
@pytest.mark.parametrize("kind", [PQ, CLASSIC])
def test_the_page_learns_that_sealing_does_not_work(page, static_site, kind, missing):
    page.add_init_script(missing)
    page.goto(static_site)
    assert page.evaluate(WARM_UP, roster(kind, 1)) is False


NO_SUBTLE = "Object.defineProperty(Crypto.prototype, 'subtle', { get: () => undefined })"


@pytest.mark.parametrize(("kind", "works"), [(PQ, True), (CLASSIC, False)])
def test_without_subtle_only_post_quantum_recipients_are_sealed_to(page, static_site, kind, works):
    page.add_init_script(NO_SUBTLE)
    page.goto(static_site)
    assert page.evaluate("typeof crypto.subtle") == "undefined"
    assert page.evaluate(WARM_UP, roster(kind, 1)) is works


def test_a_plain_onion_seals_without_a_secure_context(page, static_site):
    page.goto(f"{ONION}:{static_site.rpartition(':')[2]}")
    assert page.evaluate("[isSecureContext, typeof crypto.subtle]") == [False, "undefined"]
    assert page.evaluate(WARM_UP, roster(PQ, 2)) is True
    [sealed] = seal(page, [b"from an onion"], roster(PQ, 2))
    assert open_padded(sealed, [identity(PQ, 1)]) == b"from an onion"


def test_on_plain_http_nothing_is_sealed_and_the_library_is_not_even_asked_for(page, static_site):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(static_site.replace("127.0.0.1", "example.test"))
    assert page.evaluate(WARM_UP, roster(PQ, 1)) is False
    assert page.evaluate(REFUSAL, roster(PQ, 1)) == "plain-http"
    assert any(url.endswith("/seal.mjs") for url in asked)
    assert not any("/vendor/" in url for url in asked)


MAY_SEAL = {
    "https://voice.example/": True,
    "https://voice.example:8443/": True,
    "http://localhost:8000/": True,
    "http://127.0.0.1/": True,
    "http://127.8.9.10:8000/": True,
    "http://[::1]:8000/": True,
    f"{ONION}/": True,
    "http://voice.example/": False,
    "http://localhost.example/": False,
    "http://127.0.0.1.example/": False,
    "http://notlocalhost/": False,
    "http://10.0.0.1/": False,
    "http://192.168.1.10/": False,
    "http://[::2]/": False,
    f"{ONION}.example/": False,
    "http://onion/": False,
    "http://notonion.example/": False,
    "ftp://localhost/": False,
    "file:///start.html": False,
    "about:blank": False,
}


def test_where_a_page_may_seal(page, static_site):
    page.goto(static_site)
    ask = """async (urls) => {
      const { maySeal } = await import('/s/js/seal.mjs');
      return urls.map((url) => maySeal(new URL(url)));
    }"""
    assert dict(zip(MAY_SEAL, page.evaluate(ask, list(MAY_SEAL)), strict=True)) == MAY_SEAL


@pytest.mark.parametrize(
    "instead",
    [
        lambda route: route.abort(),
        lambda route: route.fulfill(status=503, body="not now"),
        lambda route: route.fulfill(content_type="text/javascript", body="export const cut = ("),
        lambda route: route.fulfill(content_type="text/javascript", body="export const other = 1;"),
    ],
    ids=["blocked", "busy", "cut", "another file"],
)
def test_a_library_that_does_not_arrive_leaves_the_page_without_sealing(page, static_site, instead):
    page.route("**/vendor/age.js", instead)
    page.goto(static_site)
    assert page.evaluate(WARM_UP, roster(PQ, 1)) is False


def test_the_library_is_fetched_only_when_sealing_is_asked_for(page, static_site):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(static_site)
    page.evaluate("import('/s/js/seal.mjs')")
    assert not any("/vendor/" in url for url in asked)
    page.evaluate(WARM_UP, roster(PQ, 1))
    seal(page, [b"one", b"two"], roster(PQ, 1))
    assert sum(url.endswith("/vendor/age.js") for url in asked) == 1
    assert all(url.startswith(static_site) for url in asked)


def gzipped(*names: str) -> int:
    return len(gzip.compress(b"".join((SCRIPTS / name).read_bytes() for name in names), 9))


def test_what_a_phone_downloads_to_seal_is_small():
    assert gzipped("vendor/age.js") <= 36 * 1024
    assert gzipped("padding.mjs", "frame.mjs", "receipt.mjs", "seal.mjs") <= 4 * 1024
