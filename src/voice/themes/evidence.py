"""`evidence`: how often people who coded comments agreed with what each term found in them."""

import datetime
from collections import Counter
from collections.abc import Iterable

from voice.themes.counts import Coded
from voice.themes.edits import Confirm, Edit, Reject, Role


def evidence(
    coded: Iterable[tuple[Coded, str, frozenset[str]]], by: Role, on: datetime.date
) -> tuple[Edit, ...]:
    """Confirmations and rejections, from texts with their language and the themes people gave.

    A term that stands twice in a text was looked at once. In the order of languages and themes.
    """
    agreed: Counter[tuple[str, str, str, bool]] = Counter()
    for text, lang, themes in coded:
        for theme, term in {(hit.owner, hit.term) for hit in text.hits}:
            agreed[lang, theme, term, theme in themes] += 1
    return tuple(
        (Confirm if right else Reject)(by=by, on=on, theme=theme, lang=lang, term=term, times=times)
        for (lang, theme, term, right), times in sorted(agreed.items())
    )
