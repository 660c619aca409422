"""Codebooks as `.qdc`: the exchange format that NVivo, MAXQDA, ATLAS.ti and QualCoder read.

It knows names, families and descriptions. Terms stand in the description, for people; they are not
read back.

Source: REFI-QDA Standard 1.5, codebook exchange (urn:QDA-XML:codebook:1.0), www.qdasoftware.org.
"""

import uuid
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from voice.errors import OperatorMustFix
from voice.themes.brought import Brought
from voice.themes.codebook import Codebook, Theme

SPACE = "urn:QDA-XML:codebook:1.0"
MOST_BYTES = 4_000_000
MOST_DEEP = 20
_IDS = uuid.uuid5(uuid.NAMESPACE_URL, SPACE + "#voice")
_HAS_ID = "Voice id: "
_HAS_TERMS = "Words ("
_NOT_THIS = "Not this: "


def to_qdc(codebook: Codebook) -> bytes:
    """The themes in use, by family, as XML. The same codebook gives the same bytes."""
    root = Element("CodeBook", {"xmlns": SPACE, "origin": "Voice"})
    codes = SubElement(root, "Codes")
    for group in codebook.groups:
        family = _code(codes, f"group {group.id}", group.name, codable=False)
        if group.outcome:
            SubElement(family, "Description").text = f"Core outcome: {group.outcome}"
        for theme in codebook.active:
            if theme.group == group.id:
                code = _code(family, theme.id, theme.name, codable=True)
                SubElement(code, "Description").text = _described(codebook, theme)
    indent(root)
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def from_qdc(path: Path) -> tuple[Brought, ...]:
    """The codes of a `.qdc` file that can be given to text, each with the name of its family.

    Raises:
        OperatorMustFix: "qdc-unreadable": no such file, too long, too deep, not a codebook, or one
            with a document type or entities, which no codebook needs.
    """
    try:
        raw = path.read_bytes()
        if len(raw) > MOST_BYTES:
            raise _unreadable(path, f"it has {len(raw)} bytes; {MOST_BYTES} are the most")
        root = fromstring(raw, forbid_dtd=True)
    except OSError as problem:
        raise _unreadable(path, str(problem)) from problem
    except DefusedXmlException as problem:
        raise _unreadable(path, "it has a document type or entities") from problem
    except (ParseError, ValueError, LookupError) as problem:
        raise _unreadable(path, str(problem)) from problem
    if root.tag != f"{{{SPACE}}}CodeBook":
        raise _unreadable(path, f"it begins with {root.tag[:80]}, not with a CodeBook")
    return tuple(
        brought
        for codes in root.findall(f"{{{SPACE}}}Codes")
        for brought in _brought(path, codes, "", 0)
    )


def _code(above: Element, known: str, name: str, codable: bool) -> Element:
    guid = str(uuid.uuid5(_IDS, known)).upper()
    given = {"guid": guid, "name": name, "isCodable": "true" if codable else "false"}
    return SubElement(above, "Code", given)


def _described(codebook: Codebook, theme: Theme) -> str:
    lines = [theme.meaning]
    lines += [_NOT_THIS + theme.not_this] if theme.not_this else []
    for language in codebook.languages:
        terms = codebook.terms(theme.id, language.tag)
        if terms:
            lines.append(f"{_HAS_TERMS}{language.tag}): {'; '.join(term.text for term in terms)}")
    return "\n".join([*lines, _HAS_ID + theme.id])


def _brought(path: Path, above: Element, family: str, depth: int) -> Iterator[Brought]:
    if depth > MOST_DEEP:
        raise _unreadable(path, f"its codes lie more than {MOST_DEEP} deep")
    for code in above.findall(f"{{{SPACE}}}Code"):
        name = " ".join((code.get("name") or "").split())
        if not 1 <= len(name) <= 80:
            raise _unreadable(path, f"a code's name has {len(name)} characters, not 1 to 80")
        if code.get("isCodable", "true") == "true":
            yield _one(code, name, family)
        yield from _brought(path, code, name, depth + 1)


def _one(code: Element, name: str, family: str) -> Brought:
    described = code.findtext(f"{{{SPACE}}}Description") or ""
    meaning, its_id, not_this = [], "", ""
    for line in described.splitlines():
        if line.startswith(_HAS_ID):
            its_id = line.removeprefix(_HAS_ID).strip()
        elif line.startswith(_NOT_THIS):
            not_this = line.removeprefix(_NOT_THIS).strip()
        elif not line.startswith(_HAS_TERMS) and line.strip():
            meaning.append(line.strip())
    return Brought(name, its_id, family, " ".join(meaning), not_this)


def _unreadable(path: Path, problem: str) -> OperatorMustFix:
    return OperatorMustFix(
        "qdc-unreadable",
        f"{path} cannot be read: {problem}",
        "Export the codebook anew, as REFI-QDA codebook (.qdc).",
    )
