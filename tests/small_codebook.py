"""A codebook of one theme, as files."""

from pathlib import Path

from voice.themes.codebook import Codebook
from voice.themes.codebook_file import load_codebook

HEAD = """
id = "small"
version = 1
lang = "en"
[[group]]
id = "g"
name = "Group"
[[theme]]
id = "g.a"
group = "g"
name = "A"
meaning = "About a."
[[flag]]
id = "f.a"
name = "Flag"
meaning = "m"
queue = "reader"
route = "r"
"""
ENGLISH = """
tag = "en"
draft = false
[theme."g.a"]
terms = ["apple", {term = "kind", not_near = ["of"]}]
[flag."f.a"]
terms = ["pear"]
"""
WHOLE = (
    HEAD
    + "[[language]]"
    + ENGLISH.replace('[theme."', '[language.theme."').replace('[flag."', '[language.flag."')
)


def load(place: Path, text: str) -> Codebook:
    file = place / "whole.toml"
    file.write_text(text, "utf-8")
    return load_codebook(file)


def folder(place: Path, **languages: str) -> Path:
    (place / "terms").mkdir()
    (place / "codebook.toml").write_text(HEAD, "utf-8")
    for tag, text in languages.items():
        (place / "terms" / f"{tag}.toml").write_text(text, "utf-8")
    return place
