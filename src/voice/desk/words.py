"""The words of a round in one language: translated, chosen by what is attested, gaps filled.

Words of an organisation's own forms lie beside them, in `locales/` or in the forms themselves.
"""

from collections.abc import Collection, Mapping
from pathlib import Path

from voice.errors import Refused
from voice.forms.messages import round_messages
from voice.forms.model import Form
from voice.forms.own_words import own_words
from voice.forms.promises import CONTEXT, shipped_promises, time_phrase
from voice.forms.round import Offered
from voice.languages import offer
from voice.languages.catalogue import PLACE, Catalogue, load_catalogue, merged
from voice.languages.registry import SOURCE
from voice.languages.status import Standing, load_standings
from voice.shipped import shipped


def catalogue_for(tag: str, folder: Path) -> Catalogue:
    """Words in language `tag` for forms in `folder`: ours, and over them the folder's own.

    Its own are those in `locales/<tag>/LC_MESSAGES/voice.po` and in tables `[words.<tag>]` of its
    forms. Its `locales/status.toml` may approve all of them together.

    Raises:
        OperatorMustFix: there is no such language, or words cannot be read.
    """
    ours = load_catalogue(tag, shipped("locales"))
    if tag == SOURCE or folder == shipped("forms"):
        return ours
    locales = folder / "locales"
    if (locales / tag / PLACE).exists():
        ours = merged(ours, load_catalogue(tag, locales))
    own = own_words(folder, tag)
    standing = load_standings(locales).get(tag, Standing())
    return merged(ours, Catalogue(tag, own.words, standing, own.consents))


def offered_words(
    form: Form,
    attested: Collection[str],
    reading_days: int,
    catalogue: Catalogue,
    fill: Mapping[str, str],
) -> Offered:
    """All that the round says in the catalogue's language.

    `attested` are ids of promises; `fill` gives what goes into `{service}`, `{readers}` and
    `{danger_contact}` in this language.

    Raises:
        Refused: some of the words are missing in it, or a gap that nothing fills.
    """
    promises = shipped_promises()
    messages = round_messages(form, promises, promises.chosen(attested, reading_days))
    phrases = {"when": CONTEXT + time_phrase(reading_days)}
    said = offer.offered_words(messages, catalogue, fill, phrases)
    if said.missing:
        raise Refused(
            "language-incomplete",
            f"{catalogue.tag} lacks {len(said.missing)} of {len(messages)} texts; "
            f"the first is {said.missing[0][0]}",
            "leave the language out until it is whole; see: voice languages",
        )
    if said.unfilled:
        raise Refused(
            "words-unfilled",
            f"nothing fills {', '.join(said.unfilled)} in the words of {form.id}",
            "take the gap out of the form; see docs/spec/form.md",
        )
    return Offered(tag=catalogue.tag, status=said.status, words=said.words)
