"""The words of a round in one language: translated, chosen by what is attested, gaps filled."""

from collections.abc import Collection, Mapping

from voice.errors import Refused
from voice.forms.messages import round_messages
from voice.forms.model import Form
from voice.forms.promises import CONTEXT, shipped_promises, time_phrase
from voice.forms.round import Offered
from voice.languages import offer
from voice.languages.catalogue import load_catalogue
from voice.shipped import shipped


def offered_words(
    form: Form, attested: Collection[str], reading_days: int, tag: str, fill: Mapping[str, str]
) -> Offered:
    """All that the round says in language `tag`.

    `attested` are ids of promises; `fill` gives what goes into `{service}`, `{readers}` and
    `{danger_contact}` in this language.

    Raises:
        OperatorMustFix: there is no such language, or its catalogue cannot be read.
        Refused: some of the words are missing in it, or a gap that nothing fills.
    """
    promises = shipped_promises()
    messages = round_messages(form, promises, promises.chosen(attested, reading_days))
    catalogue = load_catalogue(tag, shipped("locales"))
    phrases = {"when": CONTEXT + time_phrase(reading_days)}
    said = offer.offered_words(messages, catalogue, fill, phrases)
    if said.missing:
        raise Refused(
            "language-incomplete",
            f"{tag} lacks {len(said.missing)} of {len(messages)} texts; "
            f"the first is {said.missing[0][0]}",
            "leave the language out until it is whole; see: voice words status",
        )
    if said.unfilled:
        raise Refused(
            "words-unfilled",
            f"nothing fills {', '.join(said.unfilled)} in the words of {form.id}",
            "take the gap out of the form; see docs/spec/form.md",
        )
    return Offered(tag=tag, status=said.status, words=said.words)
