"""The page counts and tidies words as Python does: what it says fits is what is sealed."""

import random

import pytest

from browser.conftest import fresh
from voice.forms.answers import tidy_words, words_bytes
from voice.forms.load import load_form
from voice.shipped import shipped

pytestmark = pytest.mark.browser

PULSE = load_form(shipped("forms") / "pulse.toml")
PIECES = [
    "a", " ", "\n", "\r", "\r\n", "\t", '"', "\\", "/", "<", "\x00", "\x0b", "\x1f", "\x7f",
    "\x85", "\xa0", "\u200f", "\u2028", "\u2068", "\ufffe", "\uffff", "é", "ሰ", "م", "🙂",
    "\ud83d", "\ude42",
]  # fmt: skip

DECIDE = """async (texts) => {
  const { tidyWords, wordsBytes } = await import('/s/js/send.mjs');
  const round = { questions: [{ id: 'one', kind: 'text' }, { id: 'today', kind: 'scale' }] };
  const points = (text) => Array.from(text, (letter) => letter.codePointAt(0));
  return texts.map((units) => {
    const text = String.fromCharCode(...units);
    return [points(tidyWords(text)), wordsBytes(round, { one: text, today: 'good' })];
  });
}"""


def utf_16(text):
    """Code units, so that halves of a pair reach the browser as they are."""
    whole = text.encode("utf-16-le", "surrogatepass")
    return [int.from_bytes(whole[at : at + 2], "little") for at in range(0, len(whole), 2)]


def test_the_browser_tidies_and_counts_any_words_as_python_does(browser, static_site):
    chance = random.Random(8)
    texts = ["", *PIECES]
    texts += ["".join(chance.choices(PIECES, k=chance.randint(2, 12))) for _ in range(500)]
    with fresh(browser) as context:
        page = context.new_page()
        page.goto(static_site)
        found = page.evaluate(DECIDE, [utf_16(each) for each in texts])
    for text, (points, counted) in zip(texts, found, strict=True):
        assert points == [ord(letter) for letter in tidy_words(text)], ascii(text)
        assert counted == words_bytes(PULSE, {"one": text}), ascii(text)
