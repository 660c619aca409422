"""The table in docs/languages.md: what is written of each language, and who checked it."""

from collections.abc import Sequence

from voice.languages.coverage import Coverage
from voice.languages.registry import language

ENGLISH_NAMES = {
    "en-GB-x-easyread": "Easy Read English",
    "cy": "Welsh",
    "ti": "Tigrinya",
    "ar": "Arabic",
    "so": "Somali",
    "sq": "Albanian",
    "vi": "Vietnamese",
    "am": "Amharic",
    "ro": "Romanian",
    "fa": "Persian (Farsi)",
    "ckb": "Kurdish (Sorani)",
    "ku": "Kurdish (Kurmanji)",
    "ps": "Pashto",
    "fa-AF": "Dari",
    "ur": "Urdu",
    "yo": "Yoruba",
    "bn": "Bengali",
    "hi": "Hindi",
    "pa": "Punjabi (Gurmukhi)",
    "pl": "Polish",
    "fr": "French",
    "pt": "Portuguese",
    "zh-Hans": "Chinese (simplified)",
    "es": "Spanish",
    "om": "Oromo",
}
"""Of all but the source language, for readers of English."""

TITLES = "| language | tag | its own name | written | checked |\n|---|---|---|---|---|\n"


def languages_table(found: Sequence[Coverage]) -> str:
    """A sentence that says plainly how many are drafts, and a row for each language."""
    unread = sum(each.status == "draft" for each in found)
    if unread == len(found):
        told = f"**No native speaker has approved anything yet: all {unread} are drafts.**"
    else:
        told = f"**{unread} of {len(found)} are drafts that no native speaker has approved.**"
    return f"{told}\n\n{TITLES}" + "".join(map(_row, found))


def _row(each: Coverage) -> str:
    standing = each.standing
    checked = {
        "draft": f"**draft**, by {standing.drafted_by}",
        "critical": f"critical sentences, by {standing.by} on {standing.on}",
        "approved": f"all, by {standing.by} on {standing.on}",
    }[each.status]
    stale = f"; stale since {each.stale_since}" if each.stale else ""
    cells = (
        ENGLISH_NAMES[each.tag],
        f"`{each.tag}`",
        language(each.tag).own_name,
        f"{each.done} of {each.of}",
        checked + stale,
    )
    return f"| {' | '.join(cells)} |\n"
