"""Writes the vectors that Python and the browser share, from the Python side.

    python tests/vectors/make.py [path of node, to add files by the official age library]

Each vector says what to `do`, what to `expect` ("ok" or an error's slug) and `why` it is there.
Bytes are hexadecimal; long ones are `[[hex, times], ...]`, one after the other. What is random in
an age file comes out differently in each run; everything else stays as it is.
"""

import json
import subprocess
import sys
from pathlib import Path

from voice.sealing import bech32
from voice.sealing.frame import Frame, write_frame
from voice.sealing.identity import Identity
from voice.sealing.locked import lock
from voice.sealing.marks import keyed, mark, round_mark_key
from voice.sealing.padding import MAX_PLAIN_BYTES, PADDED_BYTES
from voice.sealing.receipt import new_code, receipt_keys, show_code, withdrawal_of
from voice.sealing.recipient import fingerprint, fingerprint_words
from voice.sealing.seal import seal, sealed_length
from voice.sealing.signed import SigningKey, sign

HERE = Path(__file__).parent
ROUND = "0123456789abcdef"
SALT = bytes(range(16))
PEPPER = bytes(range(32, 64))
CODE = "314159265358979323846260"
SCRIPTS = {
    "Latin": "0123456789",
    "Arabic": "٠١٢٣٤٥٦٧٨٩",
    "Persian and Urdu": "۰۱۲۳۴۵۶۷۸۹",
    "Devanagari": "०१२३४५६७८९",
    "Bengali": "০১২৩৪৫৬৭৮৯",
    "Gurmukhi": "੦੧੨੩੪੫੬੭੮੯",
    "Tamil": "௦௧௨௩௪௫௬௭௮௯",
    "Thai": "๐๑๒๓๔๕๖๗๘๙",
    "Myanmar": "၀၁၂၃၄၅၆၇၈၉",
    "Khmer": "០១២៣៤៥៦៧៨៩",
    "Tibetan": "༠༡༢༣༤༥༦༧༨༩",
    "full-width": "０１２３４５６７８９",
    "mathematical": "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗",
}


def padding():
    zeros = PADDED_BYTES - 4

    def padded(why, expect, *bytes_, plain=None):
        return {"do": "unpad", "why": why, "expect": expect, "padded": list(bytes_), "plain": plain}

    hello = ["00000005", 1], ["68656c6c6f", 1], ["00", zeros - 5]
    full = ["00003ffc", 1], ["61", MAX_PLAIN_BYTES]
    return [
        {
            "do": "pad",
            "why": "five bytes",
            "expect": "ok",
            "plain": [["68656c6c6f", 1]],
            "padded": list(hello),
        },
        {
            "do": "pad",
            "why": "nothing at all",
            "expect": "ok",
            "plain": [],
            "padded": [["00", 16384]],
        },
        {
            "do": "pad",
            "why": "the most there is room for",
            "expect": "ok",
            "plain": [["61", MAX_PLAIN_BYTES]],
            "padded": list(full),
        },
        {
            "do": "pad",
            "why": "one byte too many",
            "expect": "too-long",
            "plain": [["61", MAX_PLAIN_BYTES + 1]],
            "padded": None,
        },
        {
            "do": "pad",
            "why": "zeros of its own at the end are kept",
            "expect": "ok",
            "plain": [["610000", 1]],
            "padded": [["00000003", 1], ["61", 1], ["00", zeros - 1]],
        },
        padded("five bytes", "ok", *hello, plain=[["68656c6c6f", 1]]),
        padded("nothing at all", "ok", ["00", 16384], plain=[]),
        padded("the most there is room for", "ok", *full, plain=[["61", MAX_PLAIN_BYTES]]),
        padded(
            "the first byte of padding is not zero",
            "padding",
            ["00000005", 1],
            ["68656c6c6f01", 1],
            ["00", zeros - 6],
        ),
        padded(
            "the last byte of padding is not zero",
            "padding",
            ["00000005", 1],
            ["68656c6c6f", 1],
            ["00", zeros - 6],
            ["01", 1],
        ),
        padded("the length goes one byte past the end", "padding", ["00003ffd", 1], ["61", zeros]),
        padded(
            "the length is the largest that can be written",
            "padding",
            ["ffffffff", 1],
            ["61", zeros],
        ),
        padded("one byte short", "padding", ["00000005", 1], ["68656c6c6f", 1], ["00", zeros - 6]),
        padded("one byte long", "padding", ["00000005", 1], ["68656c6c6f", 1], ["00", zeros - 4]),
        padded("empty", "padding"),
        padded("shorter than its own length field", "padding", ["000000", 1]),
    ]


def frame():
    fields = {"round": ROUND, "ticket": "11" * 32, "look_up": "22" * 32, "withdrawal": "33" * 32}
    envelope = [["a1b2", 8]]
    body = write_frame(
        Frame(
            round=ROUND,
            ticket=b"\x11" * 32,
            look_up=b"\x22" * 32,
            withdrawal=b"\x33" * 32,
            envelope=b"\xa1\xb2" * 8,
        )
    ).hex()

    def write(why, expect, **changed):
        return {
            "do": "write",
            "why": why,
            "expect": expect,
            **fields,
            "envelope": envelope,
            "body": body if expect == "ok" else None,
            **changed,
        }

    def read(why, expect, body, envelope_length=16):
        found = {**fields, "envelope": envelope} if expect == "ok" else {}
        return {
            "do": "read",
            "why": why,
            "expect": expect,
            "body": body,
            "envelope_length": envelope_length,
            **found,
        }

    return [
        write("all fields", "ok"),
        write("a round in capitals is another spelling", "frame", round=ROUND.upper()),
        write("a round of 15 digits", "frame", round=ROUND[1:]),
        write("a round that is not hexadecimal", "frame", round="voicevoicevoicev"),
        write("a ticket of 31 bytes", "frame", ticket="11" * 31),
        write("a look-up of 33 bytes", "frame", look_up="22" * 33),
        write("no withdrawal", "frame", withdrawal=""),
        read("all fields", "ok", body),
        read("one byte short", "frame", body[:-2]),
        read("one byte long", "frame", body + "00"),
        read("an envelope of another length than the round's", "frame", body, 17),
        read("another version", "frame", "564f4932" + body[8:]),
        read("empty", "frame", ""),
        read("shorter than the fields", "frame", body[:40]),
    ]


def receipt():
    def read(why, typed, expect="ok"):
        return {
            "do": "read",
            "why": why,
            "expect": expect,
            "typed": typed,
            "code": CODE if expect == "ok" else None,
        }

    shown = show_code(CODE)
    keys = receipt_keys(CODE, SALT)
    swapped = CODE[:4] + CODE[5] + CODE[4] + CODE[6:]
    random = bytes([255, 250, 249, *range(21)]), bytes(range(100, 124))
    return [
        *(
            {
                "do": "show",
                "why": f"{name} digits",
                "expect": "ok",
                "code": CODE,
                "digits": digits,
                "shown": show_code(CODE, digits),
            }
            for name, digits in SCRIPTS.items()
        ),
        *(read(f"{name} digits", show_code(CODE, digits)) for name, digits in SCRIPTS.items()),
        read("without spaces", CODE),
        read(
            "dashes of three kinds",
            shown.replace(" ", "-", 2).replace(" ", "–", 2).replace(" ", "−"),
        ),
        read("dots, as some write long numbers", shown.replace(" ", ".")),
        read("spaces that do not break, and a line end", shown.replace(" ", "\u00a0") + "\r\n"),
        read(
            "marks of direction, as copied from a right-to-left page",
            f"\u200f\u2067{shown}\u2069\u200e\u061c\ufeff",
        ),
        read("two scripts in one code", CODE[:12] + show_code(CODE, SCRIPTS["Tamil"])[15:]),
        read("one digit too few", CODE[:-1], "code-length"),
        read("one digit too many", CODE + "0", "code-length"),
        read("nothing", "", "code-length"),
        read("only spaces", "    ", "code-length"),
        read("a letter O for a zero", CODE[:-1] + "O", "code-length"),
        read("more than anyone types", CODE * 100, "code-length"),
        read("the last digit changed", CODE[:-1] + "7", "code-typo"),
        read("the first digit changed", "2" + CODE[1:], "code-typo"),
        read("two neighbours swapped", swapped, "code-typo"),
        {
            "do": "new",
            "why": "bytes from 250 on are passed over, and more is asked for",
            "expect": "ok",
            "random": [each.hex() for each in random],
            "code": new_code(draw(random)),
        },
        {
            "do": "keys",
            "why": "PBKDF2 and HKDF",
            "expect": "ok",
            "code": CODE,
            "salt": SALT.hex(),
            "look_up": keys.look_up.hex(),
            "withdraw": keys.withdraw.hex(),
            "withdrawal": withdrawal_of(keys.withdraw).hex(),
        },
    ]


def draw(pieces):
    left = iter(pieces)
    return lambda _count: next(left)


def marks():
    key = round_mark_key(PEPPER, ROUND)
    value = b"\x22" * 32
    return [
        {
            "do": "mark",
            "why": "a round's key and one envelope",
            "expect": "ok",
            "pepper": PEPPER.hex(),
            "round": ROUND,
            "envelope": "656e76656c6f7065",
            "key": key.hex(),
            "mark": mark(key, b"envelope").hex(),
        },
        {
            "do": "mark",
            "why": "an empty envelope has a mark as well",
            "expect": "ok",
            "pepper": PEPPER.hex(),
            "round": ROUND,
            "envelope": "",
            "key": key.hex(),
            "mark": mark(key, b"").hex(),
        },
        {
            "do": "mark",
            "why": "a pepper of 31 bytes",
            "expect": "pepper",
            "pepper": PEPPER[1:].hex(),
            "round": ROUND,
            "envelope": "",
        },
        *(
            {
                "do": "keyed",
                "why": f"the column {label}",
                "expect": "ok",
                "pepper": PEPPER.hex(),
                "label": label,
                "value": value.hex(),
                "keyed": keyed(PEPPER, label, value).hex(),
            }
            for label in ("look-up", "withdrawal")
        ),
    ]


def signed():
    key, stranger = SigningKey(bytes(range(32))), SigningKey(bytes(range(1, 33)))
    body = '{"b": 1, "a":"é"}'
    file = sign("round", body.encode(), key).decode()
    trusted = [stranger.public, key.public]

    def read(why, expect, file, kind="round", trusted=trusted):
        return {
            "do": "read",
            "why": why,
            "expect": expect,
            "file": file,
            "kind": kind,
            "trusted": trusted,
            "body": body if expect == "ok" else None,
        }

    return [
        read("one of two keys that are trusted", "ok", file),
        read("the body is kept byte for byte, not written anew", "ok", file),
        read("space around the fields does not matter", "ok", file.replace('"kind"', ' "kind" ')),
        read("signed as something else", "wrong-kind", file, kind="publication"),
        read("its key is not trusted", "unknown-key", file, trusted=[stranger.public]),
        read("nobody is trusted", "unknown-key", file, trusted=[]),
        read(
            "it names another trusted key",
            "wrong-signature",
            file.replace(key.public, stranger.public),
        ),
        read("the body was changed", "wrong-signature", file.replace("1, ", "2, ")),
        read(
            "the body means the same, written another way",
            "wrong-signature",
            file.replace('"b": 1', '"b":1'),
        ),
        read(
            "its kind was changed to fit",
            "wrong-signature",
            file.replace('"round"', '"publication"'),
            kind="publication",
        ),
        read("the body alone", "unsigned", body),
        read("no signature", "unsigned", file.replace('"signature"', '"sign"')),
        read("another version", "unsigned", file.replace('"v":1', '"v":2')),
        read("a field more", "unsigned", file.replace('"v":1', '"v":1,"x":1')),
        read("cut short", "unsigned", file[:-1]),
        read("not JSON", "unsigned", "voice"),
        read("nested without end", "unsigned", "[" * 5_000),
    ]


def age(node):
    classic = [Identity("x25519", bytes([i]) * 32) for i in range(1, 4)]
    hybrid = [Identity("mlkem768x25519", bytes([i]) * 32) for i in range(1, 7)]
    return [
        *recipients(classic[0], hybrid[0]),
        *rosters(classic, hybrid),
        *files(classic, hybrid),
        *(by_the_official(node, classic, hybrid) if node else kept()),
    ]


def recipients(classic, hybrid):
    def refused(why, text):
        return {"do": "recipient", "why": why, "expect": "recipient", "text": text}

    good = classic.recipient.text
    strong = hybrid.recipient.text
    field = 2**255 - 19
    return [
        *(
            {
                "do": "recipient",
                "why": each.kind,
                "expect": "ok",
                "text": each.text,
                "kind": each.kind,
                "fingerprint": fingerprint(each.text),
                "words": fingerprint_words(each.text),
            }
            for each in (classic.recipient, hybrid.recipient)
        ),
        refused("capitals", good.upper()),
        refused("one letter changed", good[:-1] + ("q" if good[-1] != "q" else "p")),
        refused("two letters swapped", good[:20] + good[21] + good[20] + good[22:]),
        refused("one letter missing", good[:-1]),
        refused(
            "one letter of the long kind changed",
            strong[:900] + flipped(strong[900]) + strong[901:],
        ),
        refused("a space at the end", good + " "),
        refused("empty", ""),
        refused("an identity in place of a recipient", classic.text),
        refused("another kind of Bech32", bech32.encode("bc", bytes(32))),
        refused("31 bytes", bech32.encode("age", bytes(range(31)))),
        refused("33 bytes", bech32.encode("age", bytes(range(33)))),
        refused("1215 bytes of the long kind", bech32.encode("age1pq", hybrid.recipient.key[:-1])),
        refused("low order: zero", bech32.encode("age", bytes(32))),
        refused("low order: one", bech32.encode("age", b"\1" + bytes(31))),
        refused("low order: p - 1", bech32.encode("age", (field - 1).to_bytes(32, "little"))),
        refused(
            "low order in the long kind",
            bech32.encode("age1pq", hybrid.recipient.key[:1184] + bytes(32)),
        ),
        refused(
            "a second spelling of a point", bech32.encode("age", (field + 9).to_bytes(32, "little"))
        ),
        refused(
            "numbers too large for ML-KEM",
            bech32.encode("age1pq", b"\xff" * 1152 + hybrid.recipient.key[1152:]),
        ),
    ]


def flipped(letter):
    return "q" if letter != "q" else "p"


def rosters(classic, hybrid):
    def roster(why, expect, *identities):
        members = tuple(each.recipient for each in identities)
        length = sealed_length(PADDED_BYTES, members) if expect == "ok" else None
        return {
            "do": "roster",
            "why": why,
            "expect": expect,
            "sealed_length": length,
            "recipients": [each.text for each in members],
        }

    return [
        roster("one classic", "ok", classic[0]),
        roster("three classic", "ok", *classic),
        roster("one post-quantum", "ok", hybrid[0]),
        roster("two post-quantum", "ok", *hybrid[:2]),
        roster("five post-quantum", "ok", *hybrid[:5]),
        roster("none", "roster-size"),
        roster("six", "roster-size", *hybrid),
        roster("one twice", "roster-duplicate", hybrid[0], hybrid[1], hybrid[0]),
        roster("a classic one among post-quantum ones", "mixed-roster", hybrid[0], classic[0]),
        roster("a post-quantum one among classic ones", "mixed-roster", *classic, hybrid[0]),
    ]


def opening(why, expect, file, identity):
    plain = [["766f696365", 4]] if expect == "ok" else None
    return {
        "do": "open",
        "why": why,
        "expect": expect,
        "identity": identity.text,
        "file": file.hex(),
        "plain": plain,
    }


def files(classic, hybrid):
    plain = b"voice" * 4
    one = seal(plain, (classic[0].recipient,))
    two = seal(plain, tuple(each.recipient for each in hybrid[:2]))
    end = one.index(b"\n--- ") + len("\n--- ") + 43
    return [
        opening("classic", "ok", one, classic[0]),
        opening("post-quantum, the first of two", "ok", two, hybrid[0]),
        opening("post-quantum, the second of two", "ok", two, hybrid[1]),
        opening("sealed to someone else", "no-match", two, hybrid[2]),
        opening("an identity of the other kind", "no-match", two, classic[0]),
        opening("locked with a passphrase", "no-match", lock(plain, "river", 10), classic[0]),
        opening("the MAC changed", "mac", changed(one, end - 9), classic[0]),
        opening("the nonce changed", "payload", changed(one, end + 1), classic[0]),
        opening("the last byte changed", "payload", changed(one, len(one) - 1), classic[0]),
        opening("the last byte cut", "payload", one[:-1], classic[0]),
        opening("one byte more", "payload", one + b"\0", classic[0]),
        opening("the header only", "header", one[: end + 1], classic[0]),
        opening("another version", "header", one.replace(b"/v1", b"/v2", 1), classic[0]),
        opening("empty", "header", b"", classic[0]),
    ]


def changed(file, at):
    """`file` with the byte at `at` turned into another that may stand in base64."""
    other = b"B" if file[at : at + 1] == b"A" else b"A"
    return file[:at] + other + file[at + 1 :]


def by_the_official(node, classic, hybrid):
    def sealed(*identities):
        keys = ",".join(each.recipient.text for each in identities)
        run = [node, str(HERE / "official.mjs"), "seal", keys]
        folder = HERE.parents[1] / "browser"
        return subprocess.run(
            run, input=b"voice" * 4, cwd=folder, check=True, capture_output=True
        ).stdout

    two = sealed(*hybrid[:2])
    name = "by the official library (age-encryption 0.3.1)"
    return [
        opening(f"classic, {name}", "ok", sealed(classic[0]), classic[0]),
        opening(f"post-quantum, {name}", "ok", two, hybrid[1]),
        opening(f"sealed to someone else, {name}", "no-match", two, hybrid[2]),
    ]


def kept():
    """Without Node, the files that the official library wrote before."""
    before = json.loads((HERE / "age.json").read_text("utf-8"))
    return [each for each in before if "official" in each["why"]]


def main(node=None):
    made = {
        "padding": padding(),
        "frame": frame(),
        "receipt": receipt(),
        "marks": marks(),
        "signed": signed(),
        "age": age(node),
    }
    for name, vectors in made.items():
        lines = ",\n".join(json.dumps(each, ensure_ascii=False) for each in vectors)
        (HERE / f"{name}.json").write_text(f"[\n{lines}\n]\n", "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
