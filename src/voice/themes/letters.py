"""Letters that are written in several ways and meant as one. For comparing words, never shown.

Where a language keeps two letters apart and another does not, they count as one: people type what
their keyboard offers. So Tigrinya ሐ and ሀ, ቕ and ቅ, or Sorani ڕ and ر, are compared as the same.
"""

import unicodedata

_SAME = (
    # alef and hamza on its seats; the yehs of Arabic, Persian, Pashto and Sorani; the kafs and gafs
    "اأإآٱٲٳ", "یىيېێۍ", "کكڪڬ", "گګ",
    # heh as it ends Persian, Urdu and Sorani words; waw; the letters Sorani marks with a hook
    "هةۀہۂۃھە", "وؤۆۇ", "لڵ", "رڕ",
    # Pashto letters with a ring, and the Urdu ones that the same keyboard lacks
    "ٹټ", "ڈډ", "ڑړ", "نڼں",
)  # fmt: skip
ARABIC = {ord(other): same[0] for same in _SAME for other in same[1:]}
"""Letter → how it is compared, for all languages written in Arabic script."""

LATIN = {ord("ş"): "ș", ord("ţ"): "ț"}
"""Romanian with the cedilla that old keyboards have in place of the comma."""

INDIC = {
    0x093C: None,  # nukta: फ़ and फ
    0x0A3C: None,
    0x0901: "ं",  # candrabindu and anusvara
    0x0A01: "ਂ",
    0x0A70: "ਂ",  # tippi and bindi
    0x0A71: None,  # addak
}
"""Signs that writers of Hindi and Punjabi put or leave out as they like."""


def _ethiopic() -> dict[int, str]:
    """The letters with one sound, and what ends in -wa as two signs."""
    table: dict[int, str] = {}
    for start, same in (
        (0x1210, 0x1200),
        (0x1280, 0x1200),
        (0x12B8, 0x1200),
        (0x1250, 0x1240),
        (0x1220, 0x1230),
        (0x1340, 0x1338),
        (0x12D0, 0x12A0),
    ):
        table |= {start + order: chr(same + order) for order in range(7)}
    # ha and a sound alike in the first and the fourth order
    for row, plain in ((0x1200, "ሀ"), (0x1210, "ሀ"), (0x1280, "ሀ"), (0x12B8, "ሀ")):
        table |= {row: plain, row + 3: plain}
    table |= {0x12A3: "አ", 0x12D0: "አ", 0x12D3: "አ", ord("ዉ"): "ው"}
    for code in range(0x1200, 0x1358):
        if two := _two_signs(code):
            base, tail = ord(two[0]), two[1:]
            table[code] = table.get(base, chr(base)) + tail
    return table


def _two_signs(code: int) -> str:
    """ሟ as ሙዋ, ቋ as ቁዋ, ቈ as ቆ: how they are typed where the keyboard lacks them."""
    name = unicodedata.name(chr(code), "").removeprefix("ETHIOPIC SYLLABLE ")
    sound, _, vowel = name.partition("W")
    if len(name) < 3 or not sound or " " in name:
        return ""
    velar = sound in ("Q", "QH", "K", "G", "X")
    plain = {"A": "O", "E": "U", "AA": "U"} if velar else {"A": "U"}
    if vowel not in plain:
        return ""
    tail = "" if velar and vowel != "AA" else "ዋ"
    return unicodedata.lookup(f"ETHIOPIC SYLLABLE {sound}{plain[vowel]}") + tail


ETHIOPIC = _ethiopic()
"""Sign → how it is compared, for Tigrinya and Amharic."""
