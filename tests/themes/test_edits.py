"""People's edits make version N+1, the same each time; a log is only ever added to."""

import datetime
import json

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voice.errors import OperatorMustFix, Refused
from voice.themes.codebook import Term
from voice.themes.codebook_file import load_codebook, to_toml
from voice.themes.coding import Matcher
from voice.themes.edit_log import EditLog
from voice.themes.edits import (
    AddTerm,
    AddTheme,
    Confirm,
    DropTerm,
    Edit,
    Merge,
    Move,
    Part,
    Reject,
    Rename,
    Split,
)
from voice.themes.next_version import next_version
from voice.themes.speech import load_speech
from voice.themes.weak import weak_terms

CODEBOOK = load_codebook()
ENGLISH = load_speech()["en"]
DAY = datetime.date(2026, 11, 26)
WHO = {"by": "panel", "on": DAY}
PROOF = {**WHO, "theme": "care.believed", "lang": "en", "term": "proof"}


def texts(codebook, theme, lang="en"):
    return {term.text for term in codebook.terms(theme, lang)}


def edited(*edits):
    return next_version(CODEBOOK, edits)


def test_a_new_version_names_its_parent_and_counts_up():
    new = edited(Confirm(**PROOF))
    assert new.version == CODEBOOK.version + 1
    assert new.parent == CODEBOOK.fingerprint


def test_confirmed_and_rejected_are_evidence_and_change_no_count():
    new = edited(Confirm(**PROOF, times=3), Reject(**PROOF))
    [term] = [each for each in new.terms("care.believed", "en") if each.text == "proof"]
    assert (term.confirmed, term.rejected, term.shown) == (3, 1, 4)
    assert new.counting == CODEBOOK.counting


def test_an_added_term_knows_who_added_it_and_when():
    new = edited(AddTerm(**PROOF | {"term": "more papers"}, not_near=("news",), source="suggested"))
    assert new.terms("care.believed", "en")[-1] == Term(
        "more papers", ("news",), "suggested", "panel", 2
    )
    assert new.counting != CODEBOOK.counting


def test_a_dropped_term_is_gone_and_a_moved_one_is_elsewhere():
    assert "proof" not in texts(edited(DropTerm(**PROOF)), "care.believed")
    moved = edited(Move(**PROOF, into="journey.decision"))
    assert "proof" not in texts(moved, "care.believed")
    assert "proof" in texts(moved, "journey.decision")


def test_a_merged_theme_gives_terms_in_all_languages_and_keeps_its_id_taken():
    new = edited(Merge(**WHO, theme="care.believed", into="care.respect"))
    for lang in ("en", "ar"):
        assert texts(CODEBOOK, "care.believed", lang) <= texts(new, "care.respect", lang)
        assert texts(new, "care.believed", lang) == set()
    assert new.merged == {"care.believed": "care.respect"}
    with pytest.raises(Refused, match="never used again"):
        next_version(
            new, [AddTheme(**WHO, theme="care.believed", group="care", name="n", meaning="m")]
        )


def part(**changes):
    given = {"id": "care.proof", "name": "Proof", "meaning": "m", "terms": {"en": ("proof",)}}
    return Part(**given | changes)


def test_a_split_takes_terms_out_and_leaves_the_rest():
    new = edited(Split(**WHO, theme="care.believed", parts=(part(),)))
    assert texts(new, "care.proof") == {"proof"}
    assert texts(new, "care.believed") == texts(CODEBOOK, "care.believed") - {"proof"}
    ids = [theme.id for theme in new.themes]
    assert ids.index("care.proof") == ids.index("care.believed") + 1


def test_a_theme_whose_parts_take_everything_is_dropped():
    everything = {
        tag: tuple(texts(CODEBOOK, "care.believed", tag))
        for tag in [language.tag for language in CODEBOOK.languages]
    }
    new = edited(Split(**WHO, theme="care.believed", parts=(part(terms=everything),)))
    assert "care.believed" not in {theme.id for theme in new.active}


def test_a_new_name_changes_no_count():
    new = edited(
        Rename(**WHO, theme="care.believed", name="Being believed"),
        Rename(**WHO, theme="care.believed", name="تصديقي", lang="ar"),
    )
    assert [t.name for t in new.themes if t.id == "care.believed"] == ["Being believed"]
    assert new.language("ar").themes["care.believed"].name == "تصديقي"
    assert new.counting == CODEBOOK.counting


@pytest.mark.parametrize(
    ("edit", "named"),
    [
        (Confirm(**PROOF | {"term": "prof"}), "prof"),
        (Confirm(**PROOF | {"theme": "care.belief"}), "care.belief"),
        (AddTerm(**PROOF), "there already"),
        (AddTerm(**PROOF | {"lang": "xx"}), "xx"),
        (Move(**PROOF, into="care.nowhere"), "care.nowhere"),
        (Merge(**WHO, theme="care.believed", into="care.believed"), "itself"),
        (AddTheme(**WHO, theme="a.b", group="none", name="n", meaning="m"), "none"),
        (Split(**WHO, theme="care.believed", parts=(part(id="care.respect"),)), "taken"),
    ],
)
def test_an_edit_that_does_not_fit_is_refused_by_number(edit, named):
    with pytest.raises(Refused, match=named) as caught:
        edited(Confirm(**PROOF), edit)
    assert "edit 2" in caught.value.message


def test_a_role_is_one_of_four_so_that_no_name_is_ever_kept():
    line = json.dumps({"op": "drop-term", **PROOF, "by": "Ann Smith", "on": "2026-11-26"})
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(line, type=Edit)


def test_a_log_gives_back_what_was_added(tmp_path):
    log = EditLog(tmp_path / "edits.jsonl", CODEBOOK.fingerprint)
    assert log.read() == ()
    log.append(Confirm(**PROOF))
    log.append(Reject(**PROOF), DropTerm(**PROOF))
    assert log.read() == (Confirm(**PROOF), Reject(**PROOF), DropTerm(**PROOF))


@pytest.mark.parametrize("change", ["remove", "reorder", "alter"])
def test_a_line_that_was_changed_is_noticed(tmp_path, change):
    path = tmp_path / "edits.jsonl"
    EditLog(path, CODEBOOK.fingerprint).append(Confirm(**PROOF), Reject(**PROOF), Confirm(**PROOF))
    lines = path.read_text("utf-8").splitlines()
    changed = {
        "remove": [lines[0], lines[2]],
        "reorder": [lines[0], lines[2], lines[1]],
        "alter": [lines[0].replace("proof", "liar"), *lines[1:]],
    }[change]
    path.write_text("\n".join(changed) + "\n", "utf-8")
    with pytest.raises(Refused, match=r"edits\.jsonl:2"):
        EditLog(path, CODEBOOK.fingerprint).read()


def test_edits_to_another_version_are_refused(tmp_path):
    path = tmp_path / "edits.jsonl"
    EditLog(path, CODEBOOK.fingerprint).append(Confirm(**PROOF))
    with pytest.raises(Refused, match="version"):
        EditLog(path, edited().fingerprint).read()


def test_a_line_that_is_no_edit_is_named_by_its_number(tmp_path):
    path = tmp_path / "edits.jsonl"
    EditLog(path, CODEBOOK.fingerprint).append(Confirm(**PROOF))
    path.write_bytes(path.read_bytes() + b"{}\n")
    with pytest.raises(OperatorMustFix, match=r"edits\.jsonl:2"):
        EditLog(path, CODEBOOK.fingerprint).read()


@pytest.mark.parametrize(
    ("confirmed", "rejected", "weak"),
    [(3, 7, True), (4, 6, False), (0, 9, False), (0, 10, True), (30, 0, False)],
)
def test_a_weak_term_is_proposed_and_stays(confirmed, rejected, weak):
    given = [Confirm(**PROOF, times=confirmed)] if confirmed else []
    given += [Reject(**PROOF, times=rejected)] if rejected else []
    new = edited(*given)
    assert [(each.theme, each.term.text) for each in weak_terms(new)] == (
        [("care.believed", "proof")] if weak else []
    )
    assert "proof" in texts(new, "care.believed")


TERMS = sorted(texts(CODEBOOK, "care.believed"))
STEPS = st.one_of(
    st.builds(lambda t: Confirm(**PROOF | {"term": t}), st.sampled_from(TERMS)),
    st.builds(lambda t: DropTerm(**PROOF | {"term": t}), st.sampled_from(TERMS)),
    st.builds(lambda t: AddTerm(**PROOF | {"term": t}), st.sampled_from(["abc", "abd*", "a b c"])),
    st.builds(lambda t: Move(**PROOF | {"term": t}, into="care.choice"), st.sampled_from(TERMS)),
    st.just(Merge(**WHO, theme="care.believed", into="care.respect")),
)


@settings(max_examples=settings.default.max_examples // 2)
@given(st.lists(STEPS, max_size=6))
def test_any_edits_either_fit_and_give_the_same_bytes_or_change_nothing(steps):
    try:
        one = edited(*steps)
    except Refused as problem:
        assert problem.slug == "edit-misfit"
        return
    assert to_toml(one) == to_toml(edited(*steps))
    assert one.version == 2
    known = {
        term.text
        for language in one.languages
        for m in language.themes.values()
        for term in m.terms
    }
    gone = {step.term for step in steps if isinstance(step, DropTerm)}
    before = {
        term.text
        for language in CODEBOOK.languages
        for m in language.themes.values()
        for term in m.terms
    }
    assert before - gone <= known


def test_words_are_coded_by_the_new_version():
    new = edited(AddTerm(**PROOF | {"term": "zebra crossing"}))
    found = Matcher.of_themes(new, ENGLISH).hits("at the zebra crossing")
    assert [hit.owner for hit in found] == ["care.believed"]
