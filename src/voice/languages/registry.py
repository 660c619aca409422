"""`Language`: tag, own name, script, direction, digits, font. Ours: Babel knows no Dari."""

from typing import Literal

import msgspec

from voice.errors import OperatorMustFix

SOURCE = "en"
"""The language that forms, promises and pages are written in."""

Digits = Literal["latn", "arab", "arabext", "beng"]
Direction = Literal["ltr", "rtl"]

_ZEROS: dict[Digits, str] = {"latn": "0", "arab": "٠", "arabext": "۰", "beng": "০"}


class Language(msgspec.Struct, frozen=True):
    """One language. `own_name` is in its own script; `fallback` is the tag to show instead."""

    tag: str
    own_name: str
    script: str = "Latn"
    direction: Direction = "ltr"
    digits: Digits = "latn"
    """The digits that its readers write."""
    font: str = ""
    """The family in voice.css that is loaded where a phone has no letters for the script."""
    fallback: str = SOURCE

    @property
    def digit_characters(self) -> str:
        """The ten digits, zero first."""
        zero = ord(_ZEROS[self.digits])
        return "".join(chr(zero + value) for value in range(10))


LANGUAGES = (
    Language("en", "English"),
    Language("en-GB-x-easyread", "Easy Read"),
    Language("cy", "Cymraeg"),
    Language("ti", "ትግርኛ", "Ethi", font="Ethiopic"),
    Language("ar", "العربية", "Arab", "rtl"),
    Language("so", "Soomaali"),
    Language("sq", "Shqip"),
    Language("vi", "Tiếng Việt"),
    Language("am", "አማርኛ", "Ethi", font="Ethiopic"),
    Language("ro", "Română"),
    Language("fa", "فارسی", "Arab", "rtl", "arabext"),
    Language("ckb", "کوردیی ناوەندی", "Arab", "rtl", "arab"),
    Language("ku", "Kurdî (kurmancî)"),
    Language("ps", "پښتو", "Arab", "rtl", "arabext"),
    Language("fa-AF", "دری", "Arab", "rtl", "arabext", fallback="fa"),
    Language("ur", "اردو", "Arab", "rtl"),
    Language("yo", "Èdè Yorùbá"),
    Language("bn", "বাংলা", "Beng", "ltr", "beng"),
    Language("hi", "हिन्दी", "Deva"),
    Language("pa", "ਪੰਜਾਬੀ", "Guru"),
    Language("pl", "Polski"),
    Language("fr", "Français"),
    Language("pt", "Português"),
    Language("zh-Hans", "简体中文", "Hans"),
    Language("es", "Español"),
    Language("om", "Afaan Oromoo"),
)
"""In the order in which people are likely to need them in the United Kingdom."""

_BY_TAG = {each.tag: each for each in LANGUAGES}


def language(tag: str) -> Language:
    """The language with this tag.

    Raises:
        OperatorMustFix: it is not one of ours.
    """
    if tag not in _BY_TAG:
        raise OperatorMustFix(
            "language-unknown", f"there is no language {tag!r}", "known are: " + ", ".join(_BY_TAG)
        )
    return _BY_TAG[tag]


def known(tag: str) -> bool:
    """Whether it is one of ours."""
    return tag in _BY_TAG
