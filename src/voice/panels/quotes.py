"""`ReleasedQuote`: a person's words that others may read. Two people release each one; no program.

It holds no id of an answer. Source: docs/spec/redaction.md.
"""

import datetime
from typing import Literal, final, get_args

import msgspec

from voice.disclosure.limits import NUMBER, Screen
from voice.errors import Refused
from voice.themes.counts import ThemeCount
from voice.themes.heard import Share
from voice.themes.normalise import script_of, tidy, words
from voice.themes.redact import Redactor

Role = Literal["facilitator", "panel-member", "reader", "safeguarding-lead"]
"""Who looks. Roles are people's; no program has one."""
Checked = Literal["names", "places", "work", "family", "dates", "story"]
"""What they looked for; `story`: whether somebody who knows the person would know them by it."""
Audience = Literal["panel", "services", "public"]

FEWEST, MOST = 4, 30
"""Words of a quote. Longer ones are told by their own words."""


class Look(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One person's look at the words, on a day."""

    role: Role
    day: datetime.date
    checked: frozenset[Checked]


class Review(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What two people decided about one person's words.

    Raises:
        Refused: both have one role, one of them looked at less than all, or the second day is
            before the first.
    """

    first: Look
    second: Look
    text: str
    """The words as they may be read: what showed the person is taken out or said otherwise."""
    paraphrase: bool
    """Whether they are the panel's words for it; it is then said beside them."""
    audience: Audience

    def __post_init__(self) -> None:
        """Two pairs of eyes, each on everything."""
        _check_looks(self.first, self.second)


class Quotable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whose words they are and how far they may go. It stays at the desk."""

    answer: str
    share: Share
    text: str
    """As the person wrote it."""


@final
class ReleasedQuote:
    """Words for an audience. Only a `Review` makes one, and only within the limits."""

    __slots__ = ("audience", "paraphrase", "text", "theme")

    def __init__(
        self, review: Review, quotable: Quotable, count: ThemeCount, screen: Screen
    ) -> None:
        """Checks everything again that can be checked without eyes.

        Raises:
            Refused: no review, too few people raised the theme, the person did not share so far,
                the words speak of danger, an identifier is left, a quote that is too short or
                long, or own words in a script whose names no program finds.
        """
        if not isinstance(review, Review):
            raise Refused(
                "quote-unreviewed",
                "A quote was to be released that nobody has reviewed.",
                "Two people look at it first; build it from their review.",
            )
        _check_limits(quotable, review.audience, count, screen)
        _check_words(review, quotable)
        self.theme = count.theme
        self.text = tidy(review.text)
        self.paraphrase = review.paraphrase
        self.audience = review.audience


def _check_looks(first: Look, second: Look) -> None:
    everything = frozenset(get_args(Checked))
    if first.role == second.role:
        raise Refused(
            "quote-one-role",
            f"Both people who looked are called {first.role}.",
            "Two people with different roles look at each quote.",
        )
    for look in (first, second):
        if missing := sorted(everything - look.checked):
            raise Refused(
                "quote-half-looked",
                f"The {look.role} has not looked for {', '.join(missing)}.",
                "Each of the two looks for everything.",
            )
    if second.day < first.day:
        raise Refused(
            "quote-days",
            f"The second look ({second.day}) is before the first ({first.day}).",
            "Write the days as they were.",
        )


def _check_limits(
    quotable: Quotable, audience: Audience, count: ThemeCount, screen: Screen
) -> None:
    raised = count.ticked.people
    if not screen.passes(raised, NUMBER):
        raise Refused(
            "quote-few",
            f"Too few people raised {count.theme} for a quote.",
            "Wait until more have; do not say how many there are.",
        )
    order: tuple[Share, ...] = get_args(Share)
    if order.index(quotable.share) < order.index(audience):
        raise Refused(
            "quote-not-shared",
            f"The person did not say that {audience} may read it.",
            "Leave it closed. Nobody can say yes for them.",
        )
    if quotable.answer not in count.quotable:
        raise Refused(
            "quote-held-back",
            "The words are not among those that may be quoted for this theme.",
            "They may speak of danger: the safeguarding lead decides what happens with them.",
        )


def _check_words(review: Review, quotable: Quotable) -> None:
    text = tidy(review.text)
    if found := Redactor().redact(text).masked:
        kinds = ", ".join(dict.fromkeys(mask.kind for mask in found))
        raise Refused(
            "quote-identifies", f"The words still hold: {kinds}.", "Take it out, then look again."
        )
    if not FEWEST <= len(words(text)) <= MOST and script_of(text) != "Han":
        raise Refused(
            "quote-length",
            f"A quote has {FEWEST} to {MOST} words.",
            "Choose a sentence that stands by itself.",
        )
    if not review.paraphrase and script_of(tidy(quotable.text)) != "Latin":
        raise Refused(
            "quote-own-words",
            "In this script names are not found well enough to show a person's own words.",
            "Say it in the panel's words and mark it as a paraphrase.",
        )
