"""A language that does not exist: every text in ⟦ ⟧, a third longer. What has no ⟦ is unwrapped."""

import re
import shutil
from pathlib import Path

from voice.languages.extract import updated, write_catalogue
from voice.shipped import shipped

OPENS, CLOSES = "⟦", "⟧"
_GAP = re.compile(r"(\{\w+\}|%\(\w+\)[sd])")
_ACCENTS = str.maketrans("aceiounAEIOU", "áçéíóúñÁÉÍÓÚ")


def pseudo(english: str) -> str:
    """`english` with accents and a third more, its gaps as they are."""
    parts = _GAP.split(english)
    said = "".join(each if _GAP.fullmatch(each) else each.translate(_ACCENTS) for each in parts)
    return f"{OPENS}{said}{'~' * (len(english) // 3)}{CLOSES}"


def pseudo_locales(folder: Path, tags: tuple[str, ...]) -> Path:
    """Our template, and in each of `tags` a catalogue of that language."""
    locales = folder / "locales"
    locales.mkdir()
    template = (shipped("locales") / "voice.pot").read_bytes()
    shutil.copy(shipped("locales") / "voice.pot", locales)
    for tag in tags:
        catalogue = updated(None, template, tag)
        for message in catalogue:
            if message.id:
                message.string = pseudo(message.id)
        path = locales / tag / "LC_MESSAGES" / "voice.po"
        path.parent.mkdir(parents=True)
        path.write_bytes(write_catalogue(catalogue))
    return locales
