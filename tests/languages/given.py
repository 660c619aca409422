"""A small checkout of its own: two sentences of a page, one with a context, one of a form."""

from pathlib import Path

PROJECT = """\
[tool.babel]
[[tool.babel.mappings]]
method = "python"
pattern = "src/**.py"
[[tool.babel.mappings]]
method = "jinja2"
pattern = "src/**.jinja"
silent = "false"
extensions = "jinja2.ext.i18n"
[[tool.babel.mappings]]
method = "voice_forms"
pattern = "forms/**.toml"
"""
PAGE = '<p>{{ _("Back") }} {{ pgettext("a noun", "Change") }}</p>\n'
FORM = """\
id = "tea"
version = 1
lang = "en"
title = "Tea at {service}"
minutes = "1 minute"
[[question]]
id = "note"
kind = "note"
ask = "Hello"
"""
KEYS = [
    ("", "Back"),
    ("a noun", "Change"),
    ("tea.title", "Tea at {service}"),
    ("tea.minutes", "1 minute"),
    ("tea.note.ask", "Hello"),
]


def checkout(folder: Path) -> Path:
    """Write it into `folder`."""
    for name, text in (
        ("pyproject.toml", PROJECT),
        ("src/page.jinja", PAGE),
        ("forms/tea.toml", FORM),
        ("elsewhere/other.py", '_("Not ours")\n'),
        (".hidden/other.py", '_("Not ours")\n'),
    ):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    (folder / "locales").mkdir()
    return folder


def write_words(folder: Path, tag: str, words: dict[str, str], extra: str = "") -> Path:
    """A catalogue with these words, English → its own, for whatever has some."""
    path = folder / "locales" / tag / "LC_MESSAGES" / "voice.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    parts = ['msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n']
    for context, english in KEYS:
        lead = f'msgctxt "{context}"\n' if context else ""
        parts.append(f'{lead}msgid "{english}"\nmsgstr "{words.get(english, "")}"\n')
    path.write_text("\n".join(parts) + extra, "utf-8")
    return path


WHOLE = {
    "Back": "رجوع",
    "Change": "تغيير",
    "Tea at {service}": "شاي في {service}",
    "1 minute": "دقيقة",
    "Hello": "مرحبا",
}
