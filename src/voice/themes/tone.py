"""`tone`: one weak vote on how words sound. English only, for ordering a reader's queue at most.

It gets "I wasn't happy" wrong and hears "safe" in "I did not feel safe" as good, so it never
stands in a report. Whether something helped or was hard is the question's side and a person's
judgement.

Source: textblob.en.sentiment (pattern.en).
"""

from textblob.en import sentiment

from voice.themes.normalise import tidy


def tone(text: str, lang: str) -> float | None:
    """From -1 (sounds bad) to 1 (sounds good); None where it cannot read `lang`."""
    if lang.partition("-")[0] != "en":
        return None
    polarity, _ = sentiment(tidy(text))
    return float(polarity)
