"""The words of a round in one language: translated, chosen by what is attested, gaps filled."""

from collections.abc import Collection, Mapping

from voice.errors import Refused
from voice.forms.messages import round_messages
from voice.forms.model import Form
from voice.forms.promises import CONTEXT, shipped_promises, time_phrase
from voice.forms.round import Offered
from voice.languages.catalogue import load_catalogue
from voice.shipped import shipped


def offered_words(
    form: Form, attested: Collection[str], reading_days: int, tag: str, fill: Mapping[str, str]
) -> Offered:
    """All that the round says in language `tag`.

    `attested` are ids of promises; `fill` gives what goes into `{service}`, `{readers}` and
    `{danger_contact}`, the same in every language.

    Raises:
        OperatorMustFix: there is no such language, or its catalogue cannot be read.
        Refused: some of the words are missing in it.
    """
    promises = shipped_promises()
    chosen = promises.chosen(attested, reading_days)
    messages = round_messages(form, promises, chosen)
    catalogue = load_catalogue(tag, shipped("locales"))
    words = {context: catalogue.text(context, english) for context, english in messages}
    missing = [context for context, text in words.items() if text is None]
    if missing:
        raise Refused(
            "language-incomplete",
            f"{tag} lacks {len(missing)} of {len(words)} texts; the first is {missing[0]}",
            "leave the language out until it is whole; see: voice words status",
        )
    when = words[CONTEXT + time_phrase(reading_days)] or ""
    gaps = {**fill, "when": when}
    filled = {context: _filled(text or "", gaps) for context, text in words.items()}
    return Offered(tag=tag, status=catalogue.status, words=filled)


def _filled(text: str, gaps: Mapping[str, str]) -> str:
    for name, value in gaps.items():
        text = text.replace(f"{{{name}}}", value)
    return text
