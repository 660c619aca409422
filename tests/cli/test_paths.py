"""Where commands write: new files only, told before any work; people's words only for the owner."""

import os
import stat

import pytest
from click.testing import CliRunner

from voice.cli.main import voice

COMMENTS = "id,lang,text\na,en,I have been waiting\n"
WRITERS = [
    ["themes", "code", "--in"],
    ["themes", "suggest", "--in"],
    ["themes", "learn", "--coded"],
    ["redact", "--in"],
]


def run(command, source, out):
    return CliRunner().invoke(voice, [*command, str(source), "--out", str(out)])


@pytest.mark.parametrize("command", WRITERS, ids=" ".join)
@pytest.mark.parametrize(
    ("out", "slug"), [("kept.csv", "file-there"), ("nowhere/new.csv", "no-folder")]
)
def test_where_nothing_can_be_written_is_told_before_anything_is_read(tmp_path, command, out, slug):
    source = tmp_path / "comments.csv"
    source.write_text("not a table of comments", "utf-8")
    (tmp_path / "kept.csv").write_text("kept", "utf-8")
    refused = run(command, source, tmp_path / out)
    assert refused.exception.slug == slug
    assert refused.exception.hint
    assert (tmp_path / "kept.csv").read_text("utf-8") == "kept"


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps this in access lists")
@pytest.mark.parametrize("command", [["themes", "code", "--in"], ["redact", "--in"]], ids=" ".join)
def test_what_is_made_of_comments_is_for_its_owner_only(tmp_path, command):
    source, out = tmp_path / "comments.csv", tmp_path / "made.csv"
    source.write_text(COMMENTS, "utf-8")
    assert run(command, source, out).exit_code == 0
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
