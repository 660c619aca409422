"""Build the fonts that phones load where they have none for a script.

    python browser/fonts.py [folder with NotoSansEthiopic-Regular.ttf] [folder to write to]

Needs the package `fonttools[woff]`; the font is in Debian's package fonts-noto-core. Two files come
of it: `ethiopic.woff2`, every letter, mark and number of Tigrinya and Amharic; and
`ethiopic-names.woff2`, the letters of their own names, for the page where a language is chosen.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.woff2 import WOFF2FlavorData

NAME = "NotoSansEthiopic-Regular.ttf"
DEBIAN = Path("/usr/share/fonts/truetype/noto")
HERE = Path(__file__).resolve().parents[1] / "src" / "voice" / "web" / "static" / "fonts"
SCRIPT = (*range(0x1200, 0x1380), 0x20, 0xA0)
NAMES = tuple(sorted({ord(letter) for letter in "ትግርኛአማርኛ"}))
FONT_BYTES = 48 * 1024
"""Every font for a script has this size, so that the line does not tell which script it was."""


def build(source: Path, letters: tuple[int, ...], size: int = 0) -> bytes:
    """WOFF2 of these letters alone, made up to `size` bytes by an empty private block."""
    plain = _packed(source, letters, b"")
    if not size:
        return plain
    # the private block begins at a multiple of four
    return _packed(source, letters, bytes(size - len(plain) - -len(plain) % 4))


def _packed(source: Path, letters: tuple[int, ...], private: bytes) -> bytes:
    font = TTFont(source, recalcTimestamp=False)
    options = Options(hinting=False, layout_features=["*"], name_IDs=[0, 1, 2, 13, 14])
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    font.flavor = "woff2"
    font.flavorData = WOFF2FlavorData()
    font.flavorData.privData = private
    path = HERE / "building.woff2"
    font.save(path)
    built = path.read_bytes()
    path.unlink()
    return built


def main() -> None:
    given = [Path(each) for each in sys.argv[1:]]
    source, to = (*given, *(DEBIAN, HERE)[len(given) :])
    for name, letters, size in (("ethiopic", SCRIPT, FONT_BYTES), ("ethiopic-names", NAMES, 0)):
        built = build(source / NAME, letters, size)
        (to / f"{name}.woff2").write_bytes(built)
        sys.stdout.write(f"{name}.woff2: {len(built)} bytes\n")


if __name__ == "__main__":
    main()
