"""What identifies by its shape: telephone numbers, addresses on the net, case numbers, dates.

Shapes are looked for in plain text: NFKC, and any script's digits as 0 to 9. A letter of another
script beside a number ends it: Chinese has no spaces, and Amharic or Arabic joins "in" to it.
"""

import unicodedata

import msgspec
import regex


class Masked(msgspec.Struct, frozen=True):
    """What stood at characters `start` to `end` of the tidy text, by kind."""

    start: int
    end: int
    kind: str


_OPEN, _CLOSE = r"(?<![\p{Latin}\d])", r"(?![\p{Latin}\d])"
_ENDS = r"(?![\p{Latin}\d/]|-\d)"
_SIGN = "[零〇一二三四五六七八九两幺]"
_COUNT = "[十一二三四五六七八九]"
_NAME = r"[\p{Latin}\d._%+-]"
_DOMAINS = "com|org|net|info|gov|uk|co|io|app|eu|xyz|online|site|link|vn|pl|ro|cn|ng|bd|pk|ir|fr|es"
_SERVICES = (
    "instagram|insta|telegram|whatsapp|facebook|snapchat|tiktok|viber|wechat|signal|微信|واتساب"
)
_SHAPES = tuple(
    (kind, regex.compile(shape, regex.IGNORECASE))
    for kind, shape in (
        ("email", rf"{_NAME}++@[\p{{L}}\p{{M}}\d-]++(?:\.[\p{{L}}\p{{M}}\d-]++)+"),
        ("email", r"(?<!\S)[^\s@]+@[^\s@]+\.[^\s@]+"),
        (
            "email",
            rf"(?<!{_NAME}){_NAME}++ ?(?:[(\[] ?at ?[)\]]|@| at ) ?[\p{{Latin}}\d-]++"
            rf" ?(?:[(\[] ?dot ?[)\]]|\.| dot ) ?(?:{_DOMAINS}){_CLOSE}",
        ),
        ("link", r"(?:https?://|www\.)[^\s。，、]++"),
        ("link", rf"(?<![\p{{Latin}}\d.@-])(?:[a-z\d-]++\.)+(?:{_DOMAINS}){_CLOSE}(?:/\S*+)?"),
        ("link", rf"{_OPEN}(?:t|wa|m|fb)\.me/\S++"),
        ("handle", r"(?<![\p{Latin}\d])@[\w.]{2,30}"),
        ("handle", rf"(?:{_SERVICES})(?: ?(?:id|号))? ?[:：] ?@?[\w.-]{{3,40}}"),
        (
            "bank account",
            rf"{_OPEN}[a-z]{{2}}\d{{2}}(?: ?[a-z\d]{{4}}){{3,7}}(?: ?[a-z\d]{{1,3}})?{_CLOSE}",
        ),
        ("card", rf"{_OPEN}\d{{4}}(?:[ -]?\d{{4}}){{3}}(?:[ -]?\d{{1,3}})?{_CLOSE}"),
        ("card", rf"{_OPEN}\d{{4}}[ -]?\d{{6}}[ -]?\d{{5}}{_CLOSE}"),
        ("bank account", rf"{_OPEN}\d{{2}}-\d{{2}}-\d{{2}}{_CLOSE}\D{{1,12}}\d{{8}}{_CLOSE}"),
        ("NI number", rf"{_OPEN}[a-z]{{2}}[ -]?(?:\d{{2}}[ -]?){{3}}[a-d]{_CLOSE}"),
        ("postcode", rf"{_OPEN}[a-z]{{1,2}}\d[a-z\d]? ?\d[abd-hjlnp-uw-z]{{2}}{_CLOSE}"),
        ("date", rf"{_OPEN}\d{{1,2}} ?([-/.]) ?\d{{1,2}} ?\1 ?(?:\d{{4}}|\d{{2}}){_ENDS}"),
        ("date", rf"{_OPEN}\d{{4}} ?([-/.]) ?\d{{1,2}} ?\1 ?\d{{1,2}}{_ENDS}"),
        ("date", rf"{_OPEN}\d{{1,2}} \d{{1,2}} (?:19|20)\d{{2}}{_CLOSE}"),
        ("date", r"(?:\d{2,4} ?年 ?)?\d{1,2} ?月 ?\d{1,2} ?[日号]?"),
        ("date", rf"(?:{_SIGN}{{2,4}}年)?{_COUNT}{{1,2}}月{_COUNT}{{1,3}}[日号]"),
        ("date", r"(?:ngày |mùng )?\d{1,2} th(?:áng|g) ?\d{1,2}(?:(?:,? năm|,)? \d{4})?(?!\d)"),
        ("case number", rf"{_OPEN}[a-z]{{1,6}}[-/]\d{{2,}}[-/a-z\d]*+"),
        ("case number", r"(?<![\p{Latin}\d/-])\d++(?:[-/]\d++)*[-/]\d{3,}(?:[-/][a-z\d]++)*"),
        ("phone", r"(?<![\p{Latin}\d.])(?:\+|00)?\(?\d(?:[ ().\-/]{0,3}\d){8,14}(?!\d)"),
        ("case number", rf"{_OPEN}[a-z]{{1,6}}[-/]?\d{{3,}}[-/a-z\d]*+"),
        ("case number", rf"{_OPEN}[a-z]{{2,5}} \d{{5,}}(?:/\d++)?{_CLOSE}"),
        ("case number", rf"{_OPEN}\d{{5,}}[a-z]{{1,2}}{_CLOSE}"),
        ("phone", rf"(?<![\p{{Latin}}\d.])\d(?:[ ().\-/]?\d){{6,7}}{_CLOSE}"),
        ("number", r"(?<!\d)\d{5,}(?!\d)"),
        ("number", rf"{_SIGN}{{6,}}"),
    )
)  # fmt: skip
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−﹣－"), "-")
_ANYTHING = regex.compile(r"[\d@]|www|\.\w| at |月|[零〇一二三四五六七八九]{6}|[:：]")


class Plain(msgspec.Struct, frozen=True):
    """A tidy text with plain digits, dashes and letters, and where each character came from."""

    text: str
    places: tuple[int, ...] | range

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where characters `start` to `end` stood in the tidy text."""
        return self.places[start], self.places[end - 1] + 1


def plain_of(clean: str) -> Plain:
    """A tidy text made plain."""
    if clean.isascii():
        return Plain(clean, range(len(clean)))
    letters: list[str] = []
    places: list[int] = []
    for place, char in enumerate(clean.translate(_DASHES)):
        digit = unicodedata.decimal(char, None)
        plain = unicodedata.normalize("NFKC", char) if digit is None else str(digit)
        letters.append(plain)
        places += [place] * len(plain)
    return Plain("".join(letters), tuple(places))


def find_shapes(plain: Plain) -> list[Masked]:
    """Every shape, the surer ones first; they may overlap."""
    if not _ANYTHING.search(plain.text):
        return []
    return [
        Masked(*plain.span(*found.span()), kind)
        for kind, shape in _SHAPES
        for found in shape.finditer(plain.text)
    ]
