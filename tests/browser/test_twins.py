"""The browser's padding, frame, receipt and rosters decide as Python's do, with the same words."""

import json
import random
import sys
import unicodedata
from pathlib import Path

import pytest

from browser.conftest import fresh
from voice.errors import VoiceError
from voice.sealing.frame import Frame, write_frame
from voice.sealing.padding import MAX_PLAIN_BYTES, pad, unpad
from voice.sealing.receipt import new_code, read_code, show_code

pytestmark = pytest.mark.browser

FOLDER = Path(__file__).parents[1] / "vectors"
DONE_IN_BROWSER = {
    "padding": ["pad", "unpad"],
    "frame": ["write"],
    "receipt": ["show", "read", "new", "keys"],
    "age": ["recipient", "roster"],
}
GIVEN_IN_PIECES = ("plain", "padded", "envelope")

DECIDE = """async (vectors) => {
  const [padding, frame, receipt, seal] = await Promise.all(
    ['padding', 'frame', 'receipt', 'seal'].map((name) => import(`/s/js/${name}.mjs`)));
  const bytes = (hex) => Uint8Array.from(hex.match(/../g) || [], (pair) => parseInt(pair, 16));
  const hex = (some) => Array.from(some, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const does = {
    pad: (v) => ({ padded: hex(padding.pad(bytes(v.plain))) }),
    unpad: (v) => ({ plain: hex(padding.unpad(bytes(v.padded))) }),
    write: (v) => ({ body: hex(frame.writeFrame({
      round: v.round, ticket: bytes(v.ticket), lookUp: bytes(v.look_up),
      withdrawal: bytes(v.withdrawal), envelope: bytes(v.envelope),
    })) }),
    show: (v) => ({ shown: receipt.showCode(v.code, v.digits) }),
    read: (v) => ({ code: receipt.readCode(v.typed) }),
    new: (v) => ({ code: receipt.newCode(() => bytes(v.random.shift())) }),
    keys: async (v) => {
      const keys = await receipt.receiptKeys(v.code, bytes(v.salt));
      return {
        look_up: hex(keys.lookUp), withdraw: hex(keys.withdraw), withdrawal: hex(keys.withdrawal),
      };
    },
    recipient: async (v) => {
      await seal.sealPadded(new Uint8Array(5), [v.text]);
      return { text: v.text };
    },
    roster: async (v) => ({
      sealed_length: (await seal.sealPadded(new Uint8Array(5), v.recipients)).length,
    }),
  };
  const decided = [];
  for (const vector of vectors) {
    try {
      decided.push(await does[vector.do](vector));
    } catch (slip) {
      decided.push(slip.slug || `no slug: ${slip.message}`);
    }
  }
  return decided;
}"""

# The library seals to these; a desk never lets them into a roster. See js/vendor/README.md.
LEFT_TO_THE_DESK = {"a second spelling of a point", "numbers too large for ML-KEM"}
# These are refused while sealing, by the library and without a slug of ours.
LOW_ORDER = "low order"


def spelled(pieces):
    return b"".join(bytes.fromhex(piece) * times for piece, times in pieces).hex()


def vectors():
    for name, tasks in DONE_IN_BROWSER.items():
        for vector in json.loads((FOLDER / f"{name}.json").read_text("utf-8")):
            if vector["do"] in tasks:
                for field in GIVEN_IN_PIECES:
                    if field in vector:
                        vector[field] = spelled(vector[field] or [])
                yield vector


VECTORS = list(vectors())


def label(vector):
    return f"{vector['do']}: {vector['why']}"


@pytest.fixture(scope="module")
def chromium_decides(browser, static_site):
    """Vectors → what Chromium makes of each: the fields it found, or the slug of a refusal."""
    with fresh(browser) as context:
        page = context.new_page()
        page.goto(static_site)
        yield lambda some: page.evaluate(DECIDE, some)


@pytest.fixture(scope="module")
def decided(chromium_decides):
    return chromium_decides(VECTORS)


def test_every_kind_of_vector_is_tried_in_the_browser():
    assert {vector["do"] for vector in VECTORS} == {
        task for tasks in DONE_IN_BROWSER.values() for task in tasks
    }
    assert len(VECTORS) > 80
    assert {vector["why"] for vector in VECTORS} >= LEFT_TO_THE_DESK


@pytest.mark.parametrize("number", range(len(VECTORS)), ids=map(label, VECTORS))
def test_the_browser_decides_a_shared_vector_as_python_does(decided, number):
    vector, found = VECTORS[number], decided[number]
    if vector["expect"] == "ok":
        assert found == {field: vector[field] for field in found}
    elif vector["why"] in LEFT_TO_THE_DESK:
        assert found == {"text": vector["text"]}
    elif vector["why"].startswith(LOW_ORDER):
        assert isinstance(found, str)
    else:
        assert found == vector["expect"]


def python_decides(work, field):
    try:
        return {field: work()}
    except VoiceError as refusal:
        return refusal.slug


def test_padding_agrees_for_any_message(chromium_decides):
    chance = random.Random(1)
    lengths = [chance.randint(0, MAX_PLAIN_BYTES + 2) for _ in range(30)]
    plains = [chance.randbytes(length) for length in lengths]
    assert chromium_decides([{"do": "pad", "plain": plain.hex()} for plain in plains]) == [
        python_decides(lambda plain=plain: pad(plain).hex(), "padded") for plain in plains
    ]
    fitting = [pad(plain) for plain in plains if len(plain) <= MAX_PLAIN_BYTES]
    changed = []
    for padded in fitting:
        place = chance.randrange(len(padded))
        changed.append(padded[:place] + bytes([padded[place] ^ 1]) + padded[place + 1 :])
    tried = fitting + changed
    assert chromium_decides([{"do": "unpad", "padded": padded.hex()} for padded in tried]) == [
        python_decides(lambda padded=padded: unpad(padded).hex(), "plain") for padded in tried
    ]


def test_frames_agree_for_any_fields(chromium_decides):
    chance = random.Random(2)
    frames = [
        Frame(
            round=chance.randbytes(8).hex(),
            ticket=chance.randbytes(32),
            look_up=chance.randbytes(32),
            withdrawal=chance.randbytes(32),
            envelope=chance.randbytes(chance.randint(1, 4000)),
        )
        for _ in range(30)
    ]
    given = [
        {
            "do": "write",
            "round": frame.round,
            "ticket": frame.ticket.hex(),
            "look_up": frame.look_up.hex(),
            "withdrawal": frame.withdrawal.hex(),
            "envelope": frame.envelope.hex(),
        }
        for frame in frames
    ]
    assert chromium_decides(given) == [{"body": write_frame(frame).hex()} for frame in frames]


def digit_scripts():
    """The ten digits of each script that this Python knows, in order."""
    every = [chr(point) for point in range(sys.maxunicode + 1)]
    digits = [letter for letter in every if unicodedata.decimal(letter, None) is not None]
    return ["".join(digits[start : start + 10]) for start in range(0, len(digits), 10)]


def test_a_code_is_shown_and_read_in_the_digits_of_every_script(chromium_decides):
    scripts = digit_scripts()
    assert len(scripts) > 60
    assert all([unicodedata.decimal(d) for d in ten] == list(range(10)) for ten in scripts)
    code = new_code(random.Random(3).randbytes)
    shown = [show_code(code, ten) for ten in scripts]
    given = [{"do": "show", "code": code, "digits": ten} for ten in scripts]
    assert chromium_decides(given) == [{"shown": each} for each in shown]
    given = [{"do": "read", "typed": each} for each in shown]
    assert chromium_decides(given) == [{"code": code}] * len(scripts)


def test_reading_agrees_about_every_character_that_may_stand_between(chromium_decides):
    code = new_code(random.Random(4).randbytes)
    # Letters all decide alike and are left out; ideographs too, so two planes are enough.
    between = [
        chr(point)
        for point in range(0x20000)
        if unicodedata.category(chr(point))[0] in "ZPCNSM"
        and unicodedata.category(chr(point)) not in ("Cn", "Cs", "Co")
    ]
    assert len(between) > 9000
    typed = [code[:12] + character + code[12:] for character in between]
    found = chromium_decides([{"do": "read", "typed": each} for each in typed])
    for character, told, each in zip(between, found, typed, strict=True):
        assert told == python_decides(lambda each=each: read_code(each), "code"), hex(
            ord(character)
        )


def test_reading_agrees_about_every_wrong_digit_and_every_swap(chromium_decides):
    code = new_code(random.Random(5).randbytes)
    wrong = [
        code[:place] + digit + code[place + 1 :]
        for place in range(24)
        for digit in "0123456789"
        if digit != code[place]
    ]
    wrong += [
        code[:place] + code[place + 1] + code[place] + code[place + 2 :]
        for place in range(23)
        if code[place] != code[place + 1]
    ]
    found = chromium_decides([{"do": "read", "typed": each} for each in wrong])
    assert found == ["code-typo"] * len(wrong)
    assert [python_decides(lambda each=each: read_code(each), "code") for each in wrong] == found


def test_new_codes_agree_for_the_same_randomness_and_read_back(chromium_decides):
    def draws(number):
        chance = random.Random(number)
        # Some draws are mostly bytes that must be passed over.
        return [bytes(chance.choices(range(200, 256), k=24)) for _ in range(9)]

    drawn = [draws(number) for number in range(50)]
    given = [{"do": "new", "random": [each.hex() for each in some]} for some in drawn]
    found = chromium_decides(given)
    taken = [iter(some) for some in drawn]
    assert found == [{"code": new_code(lambda _, some=some: next(some))} for some in taken]
    assert all(read_code(each["code"]) == each["code"] for each in found)


def test_the_browser_draws_a_code_that_python_reads(page, static_site):
    page.goto(static_site)
    draw = """async () => {
      const { newCode, showCode } = await import('/s/js/receipt.mjs');
      return Array.from({ length: 50 }, () => showCode(newCode()));
    }"""
    shown = page.evaluate(draw)
    assert len({read_code(each) for each in shown}) == 50
    assert {len(group) for each in shown for group in each.split(" ")} == {4}


def test_without_subtle_there_is_no_receipt_and_the_refusal_says_so(page, static_site):
    page.add_init_script(
        "Object.defineProperty(Crypto.prototype, 'subtle', { get: () => undefined })"
    )
    page.goto(static_site)
    vector = next(each for each in VECTORS if each["do"] == "keys" and each["expect"] == "ok")
    assert page.evaluate(DECIDE, [vector]) == ["no-subtle"]
