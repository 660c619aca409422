"""`negotiate`: what a browser asks for → a language that is offered, or None.

Babel's own negotiation finds nothing for `pt` where `pt-BR` is offered, nor for `prs` where
`fa-AF` is. This one compares language and script, filled in from CLDR's likely subtags, and
refuses what only looks alike: a reader of Cyrillic Serbian is not given Latin Serbian.
"""

import re
from collections.abc import Sequence

from babel.core import get_global

Written = tuple[str, str, str]
"""Language, script, territory; the last two may be empty."""

MOST_CHARACTERS = 1_000
MOST_WISHES = 20

_SCRIPTS = {("ku", "IQ"): "Arab", ("ku", "IR"): "Arab"}
"""Where CLDR says too little: Kurdish readers there do not read the Latin letters of Kurmanji."""

_ALSO_READ = {("zh", "Hant"): ("zh", "Hans")}
"""Scripts whose readers also manage another one of the same language, if there is nothing else."""

_SUBTAG = re.compile(r"[a-z0-9]{1,8}")
_WEIGHT = re.compile(r"q=(0(\.\d{0,3})?|1(\.0{0,3})?)")


def negotiate(accept_language: str, offered: Sequence[str]) -> str | None:
    """The offered tag that fits the `Accept-Language` header best, or None. Never raises.

    Easy Read (a private tag, `-x-`) is never given: a person chooses it, no browser does.
    """
    plain = [tag for tag in offered if "-x-" not in tag]
    for wish in _wishes(accept_language):
        exact = next((tag for tag in plain if tag.lower() == wish.lower()), None)
        found = exact or _kin(_written(wish), plain)
        if found:
            return found
    return None


def _wishes(accept_language: str) -> list[str]:
    """Tags by falling weight; those with weight 0 and all that is not a tag are left out."""
    weighted: list[tuple[float, str]] = []
    for part in accept_language[:MOST_CHARACTERS].split(",")[:MOST_WISHES]:
        tag, _, parameter = part.strip().partition(";")
        weight = _weight(parameter.strip())
        if weight > 0 and all(_SUBTAG.fullmatch(each) for each in _subtags(tag)):
            weighted.append((weight, tag.strip()))
    return [tag for _, tag in sorted(weighted, key=lambda each: -each[0])]


def _weight(parameter: str) -> float:
    if not parameter:
        return 1.0
    found = _WEIGHT.fullmatch(parameter.replace(" ", "").lower())
    return float(found[1]) if found else 0.0


def _kin(wish: Written, offered: Sequence[str]) -> str | None:
    written = {tag: _written(tag) for tag in offered}
    accepted = [wish[:2], _ALSO_READ.get(wish[:2], wish[:2])]
    same_place = [tag for tag, its in written.items() if its == wish]
    same_script = [tag for pair in accepted for tag, its in written.items() if its[:2] == pair]
    return next(iter(same_place + same_script), None)


def _written(tag: str) -> Written:
    """Language, script and territory of `tag`, with what is likely filled in."""
    language, script, territory = _split(_alias(tag))
    if not script:
        script = _SCRIPTS.get((language, territory), "")
    likely = get_global("likely_subtags")
    for key in _keys(language, script, territory):
        if key in likely:
            filled = _split(likely[key])
            return filled[0], script or filled[1], territory or filled[2]
    return language, script, territory


def _keys(language: str, script: str, territory: str) -> list[str]:
    parts = ((script, territory), (territory,), (script,), ())
    return ["_".join((language, *filter(None, part))) for part in parts]


def _alias(tag: str) -> str:
    """`tag` under the name CLDR uses now: `prs` is `fa_AF`, `tl` is `fil`."""
    language, *rest = _subtags(tag)
    known = get_global("language_aliases").get(language, language)
    return "_".join([*known.split("_"), *rest])


def _split(tag: str) -> Written:
    language, *rest = _subtags(tag)
    script = next((each.title() for each in rest if len(each) == 4 and each.isalpha()), "")
    territory = next((each.upper() for each in rest if len(each) == 2 or each.isdigit()), "")
    return language, script, territory


def _subtags(tag: str) -> list[str]:
    return tag.strip().lower().replace("_", "-").split("-")
