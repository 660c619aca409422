"""`Card`: one theme as a panel sees it. Everything on it has passed the limits; no ids are left."""

import msgspec

from voice.disclosure.cells import People
from voice.disclosure.limits import NUMBER, THEME, Hidden, Mood, Part, Screen, Shown
from voice.themes.codebook import Codebook, Theme
from voice.themes.counts import Counts, ThemeCount
from voice.themes.gates import MOST, least_people


class Word(msgspec.Struct, frozen=True):
    """A term of the codebook, in its own language, and how many people's words it stood in.

    A stem stands without its `*`.
    """

    text: str
    people: Shown


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """A theme that enough people ticked. Suggestions stand beside the count, never in it."""

    theme: str
    name: str
    meaning: str
    people: Shown
    mood: Mood | Hidden
    bar: tuple[Part, ...]
    suggested: Shown | Hidden
    why: tuple[Word, ...]
    """The terms that enough people used."""
    quotes: Shown | Hidden
    """Whose words wait for a person to read them. None is printed before that."""


class Hint(msgspec.Struct, frozen=True, kw_only=True):
    """A theme that only suggestions speak of: something to look for, not a finding."""

    theme: str
    name: str
    meaning: str
    suggested: Shown
    why: tuple[Word, ...]


class Cards(msgspec.Struct, frozen=True, kw_only=True):
    """All that is shown of the themes, and how many of the codebook's are not."""

    cards: tuple[Card, ...]
    """From the largest number shown to the smallest, then in the codebook's order."""
    hints: tuple[Hint, ...]
    not_shown: int
    listed: int


def make_cards(
    counts: Counts, codebook: Codebook, screen: Screen, rows: dict[str, tuple[str, ...]]
) -> Cards:
    """Puts each theme through the limits. Empty until the panel may see any count.

    `rows` are broad themes and the themes they stand for. Where a row is shown, it speaks for the
    hints under it: a guess about the whole beside guesses about its parts would count words twice.
    No more than twenty are shown: cards first, then hints, the larger before the smaller.
    """
    if not screen.open_to_panel(counts.answered):
        return Cards(cards=(), hints=(), not_shown=0, listed=len(codebook.active))
    cards: list[Card] = []
    hints: list[Hint] = []
    counted = {count.theme: count for count in counts.themes}
    for theme in codebook.active:
        terms = tuple(term.text for term in codebook.terms(theme.id, codebook.lang))
        made = _make(theme, counted[theme.id], counts.answered, screen, terms)
        if isinstance(made, Card):
            cards.append(made)
        elif made is not None:
            hints.append(made)
    hints = _outside_rows(cards, hints, rows)
    cards = sorted(cards, key=lambda card: -_rank(card.people))[:MOST]
    largest = sorted(hints, key=lambda hint: -_rank(hint.suggested))[: MOST - len(cards)]
    hints = [hint for hint in hints if hint in largest]
    return Cards(
        cards=tuple(cards),
        hints=tuple(hints),
        not_shown=len(codebook.active) - len(cards) - len(hints),
        listed=len(codebook.active),
    )


def _outside_rows(
    cards: list[Card], hints: list[Hint], rows: dict[str, tuple[str, ...]]
) -> list[Hint]:
    shown = {card.theme for card in cards} | {hint.theme for hint in hints}
    spoken_for = {part for theme in shown for part in rows.get(theme, ())}
    return [hint for hint in hints if hint.theme not in spoken_for]


def _make(
    theme: Theme, count: ThemeCount, base: People, screen: Screen, terms: tuple[str, ...]
) -> Card | Hint | None:
    suggested = screen.told(count.suggested.people, base)
    told = screen.theme(count.ticked, base)
    why = _why(terms, count, base, screen)
    least = least_people(len(base), THEME)
    if isinstance(told.people, Shown) and screen.passes(count.ticked.people, least):
        return Card(
            theme=theme.id,
            name=theme.name,
            meaning=theme.meaning,
            people=told.people,
            mood=told.mood,
            bar=told.bar,
            suggested=suggested,
            why=why,
            quotes=_quotes(count, base, screen),
        )
    if isinstance(suggested, Shown) and screen.passes(count.suggested.people, least):
        return Hint(
            theme=theme.id, name=theme.name, meaning=theme.meaning, suggested=suggested, why=why
        )
    return None


def _why(
    shown: tuple[str, ...], count: ThemeCount, base: People, screen: Screen
) -> tuple[Word, ...]:
    """Of the terms that may be shown, those that enough people used.

    Only terms in the codebook's own language may: another's would tell which language people wrote.
    """
    found = ((term, count.why.get(term, frozenset())) for term in shown)
    used: dict[str, Word] = {}
    for term, people in found:
        told = screen.told(people, base)
        text = term.replace("*", "")
        if isinstance(told, Shown) and text not in used:
            used[text] = Word(text, told)
    return tuple(used.values())


def _quotes(count: ThemeCount, base: People, screen: Screen) -> Shown | Hidden:
    enough = screen.passes(count.ticked.people, NUMBER)
    return screen.told(count.quotable, base) if enough else Hidden("few")


def _rank(people: Shown) -> int:
    """Only what is shown may order the cards: the true order would tell more than the numbers."""
    return {"many": 10**6, "some": 0}.get(people.people, people.about or 0)
