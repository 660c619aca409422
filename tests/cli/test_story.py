"""From nothing to an open round with a door, by the command line alone, with real keys."""

import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from desk.given import bundle, inside
from voice.cli.doors import slug_of
from voice.cli.main import voice
from voice.desk.rounds import read_draft
from voice.errors import VoiceError
from voice.sealing.recipient import parse_roster
from voice.sealing.seal import seal_padded

MEMBERS = (("holder", "Lead reader"), ("recovery", "Trustee"))
PLAN_CHANGES = (("northside", "harbour"), ('"default"', '"pulse"'))


@dataclass
class Story:
    folder: Path
    config: Path
    round: str = ""
    door: str = ""

    def run(self, *arguments, text=None):
        return CliRunner().invoke(
            voice,
            [str(each) for each in arguments],
            input=text,
            env={"VOICE_CONFIG": str(self.config)},
        )

    def done(self, *arguments, text=None):
        result = self.run(*arguments, text=text)
        assert result.exit_code == 0, result.output + repr(result.exception)
        return result.stdout

    def refused(self, *arguments):
        error = self.run(*arguments).exception
        assert isinstance(error, VoiceError)
        return error


def keep_passphrase(output, path):
    path.write_text(re.search(r"^    (\S+)$", output, re.MULTILINE)[1])


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    folder = tmp_path_factory.mktemp("story")
    told = Story(folder, folder / "server" / "voice.toml")
    told.done("init", folder / "server", "--organisation", "harbour")
    for role, label in MEMBERS:
        made = told.done("desk", "keys", "new", "--role", role, "--label", label, "--out", folder)
        keep_passphrase(made, folder / f"{role}.passphrase")
    made = told.done("desk", "keys", "sign-key", "--out", folder)
    keep_passphrase(made, folder / "desk.passphrase")
    told.done("desk", "round", "plan", folder / "plan.toml")
    plan = (folder / "plan.toml").read_text()
    for old, new in PLAN_CHANGES:
        plan = plan.replace(old, new)
    (folder / "plan.toml").write_text(plan)
    cards = sorted(folder.glob("*.card.json"))
    told.done(
        "desk", "round", "draft", folder / "plan.toml", *cards, "--out", folder / "round.draft.json"
    )
    return told


@pytest.fixture(scope="module")
def signed(story):
    folder = story.folder
    for role, label in MEMBERS:
        stem = label.lower().replace(" ", "-")
        story.done(
            *("desk", "keys", "prove", folder / "round.draft.json"),
            *("--identity", folder / f"{stem}.identity"),
            *("--passphrase-file", folder / f"{role}.passphrase"),
            *("--out", folder / f"{role}.proof.json"),
        )
    proofs = [folder / f"{role}.proof.json" for role, _ in MEMBERS]
    story.done(
        *("desk", "round", "sign", folder / "round.draft.json", *proofs),
        *("--key", folder / "desk.signing", "--passphrase-file", folder / "desk.passphrase"),
        *("--out", folder / "round.json"),
    )
    return folder / "round.json"


@pytest.fixture(scope="module")
def opened(story, signed):
    untrusted = story.refused("round", "open", signed)
    assert untrusted.slug == "unknown-key"
    story.done("round", "trust", "harbour", story.folder / "desk.public")
    told = story.done("round", "open", signed)
    story.round = re.search(r"Opened round ([0-9a-f]{16})", told)[1]
    link = story.done("door", "new", story.round, "--mode", "nearby").strip()
    story.door = link.rpartition("/")[2]
    return story


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps this in access lists")
def test_keys_secrets_and_settings_are_closed_to_others(story):
    private = [
        *story.folder.glob("*.identity"),
        story.folder / "desk.signing",
        story.config,
        *(story.folder / "server" / "secrets").iterdir(),
    ]

    assert len(private) == 6
    assert {stat.S_IMODE(path.stat().st_mode) for path in private} == {0o600}
    assert stat.S_IMODE((story.folder / "server" / "data").stat().st_mode) == 0o700


def test_a_key_is_never_overwritten(story):
    before = (story.folder / "lead-reader.identity").read_bytes()

    error = story.refused("desk", "keys", "new", "--label", "Lead reader", "--out", story.folder)

    assert error.slug == "file-there"
    assert (story.folder / "lead-reader.identity").read_bytes() == before


def test_the_words_of_a_card_can_be_read_again(story):
    card = story.folder / "lead-reader.card.json"

    told = story.done("desk", "keys", "words", card)

    assert re.fullmatch(r"Lead reader \(holder\): (\w+ ){7}\w+\n", told)


def test_a_draft_shows_who_has_yet_to_prove(story):
    told = story.done("desk", "round", "show", story.folder / "round.draft.json")

    assert told.count("to prove") == 2


def test_a_wrong_passphrase_opens_nothing(story):
    wrong = story.folder / "desk.passphrase"

    error = story.refused(
        *("desk", "keys", "prove", story.folder / "round.draft.json"),
        *("--identity", story.folder / "trustee.identity", "--passphrase-file", wrong),
        *("--out", story.folder / "never.json"),
    )

    assert error.slug == "wrong-passphrase"
    assert not (story.folder / "never.json").exists()


def test_a_piped_passphrase_is_not_shown(story):
    passphrase = (story.folder / "recovery.passphrase").read_text()

    result = story.run(
        *("desk", "keys", "prove", story.folder / "round.draft.json"),
        *("--identity", story.folder / "trustee.identity"),
        *("--out", story.folder / "typed.proof.json"),
        text=passphrase + "\n",
    )

    assert result.exit_code == 0
    assert passphrase not in result.output


def test_a_signed_round_shows_that_all_have_proved(story, signed):
    told = story.done("desk", "round", "show", signed, "--public", story.folder / "desk.public")

    assert told.count(", proved:") == 2


def test_an_open_round_is_listed_with_its_door(opened):
    draft = read_draft((opened.folder / "round.draft.json").read_bytes())
    assert opened.done("round", "list") == (
        f"{opened.round}  harbour  practice  open  0 released  "
        f"until {draft.closes_on}  {draft.form.title}\n"
    )
    assert re.search(
        rf"http://127\.0\.0\.1:8000/{opened.door}  nearby  open",
        opened.done("door", "list", opened.round),
    )


def test_a_round_is_opened_once(opened):
    assert opened.refused("round", "open", opened.folder / "round.json").slug == "round-known"


def test_a_desk_of_another_organisation_opens_no_round_here(opened, signed):
    opened.done("organisation", "add", "other")
    opened.done("round", "trust", "harbour", opened.folder / "desk.public", "--remove")
    opened.done("round", "trust", "other", opened.folder / "desk.public")

    error = opened.refused("round", "open", signed)

    opened.done("round", "trust", "harbour", opened.folder / "desk.public")
    assert error.slug == "unknown-key"


def test_a_door_closes_and_stays_listed(opened):
    link = opened.done("door", "new", opened.round).strip()
    door = link.rpartition("/")[2]

    told = opened.done("door", "close", link)

    assert told == f"Closed door {door}.\n"
    assert f"/{door}  self  closed" in opened.done("door", "list", opened.round)


@pytest.mark.parametrize(
    "door",
    [
        "abcd2345",
        "https://say.northside.example/abcd2345",
        "https://say.northside.example/abcd2345/en?x=1#top",
        "say.northside.example/abcd2345/",
    ],
)
def test_a_door_is_known_by_its_slug_or_its_link(door):
    assert slug_of(door) == "abcd2345"


def test_a_round_whose_desk_is_trusted_no_more_is_still_listed(opened):
    opened.done("round", "trust", "harbour", opened.folder / "desk.public", "--remove")
    listed = opened.done("round", "list")
    opened.done("round", "trust", "harbour", opened.folder / "desk.public")

    assert re.search(rf"{opened.round}  harbour .* 0 released  \(.*not installed here", listed)


@pytest.mark.parametrize(
    ("arguments", "slug"),
    [
        (("door", "new", "f" * 16), "round-unknown"),
        (("door", "list", "f" * 16), "round-unknown"),
        (("door", "close", "aaaaaaaa"), "door-unknown"),
        (("round", "close", "f" * 16), "round-unknown"),
        (("organisation", "add", "harbour"), "organisation-known"),
        (("organisation", "add", "Not A Slug"), "slug"),
        (("organisation", "token", "nobody", "fetch"), "organisation-unknown"),
    ],
)
def test_what_is_not_there_is_named(opened, arguments, slug):
    assert opened.refused(*arguments).slug == slug


def test_a_new_token_is_shown_once_and_differs(opened):
    first, second = (opened.done("organisation", "token", "harbour", "fetch") for _ in range(2))

    assert first.startswith("fetch    voice-fetch-")
    assert first != second


def test_nothing_is_due_while_nothing_waits(opened):
    assert opened.done("round", "release") == "Nothing is due.\n"


def test_the_doctor_finds_the_server_well(opened):
    told = opened.run("doctor")

    assert told.exit_code == 0, told.output
    assert f"round {opened.round}: signed, opened by every member, keeps the rules" in told.output
    assert "LOOK" not in told.output
    assert "promises: none attested; the honest sentences are shown\n" in told.output
    assert "note   " in told.output
    assert "only 999 is shown\n       ring the others and name them in the plan\n" in told.output


def test_a_second_home_in_the_same_folder_is_refused(story):
    error = story.refused("init", story.folder / "server", "--organisation", "harbour")

    assert error.slug == "already-made"


@pytest.fixture(scope="module")
def sealed_bundle(story, signed):
    draft = read_draft((story.folder / "round.draft.json").read_bytes())
    roster = parse_roster(member.recipient for member in draft.roster)
    answers = [inside(draft, answers={"today": "good", "one": f"Soup {n}"}) for n in range(6)]
    envelopes = [seal_padded(msgspec.json.encode(each), roster) for each in answers]
    path = story.folder / "1.bundle"
    path.write_bytes(bundle(signed.read_bytes(), [*envelopes, b"no envelope"]).getvalue())
    return path


def report_to(story, out, sealed_bundle):
    return story.run(
        *("desk", "report", sealed_bundle, "--out", out),
        *("--identity", story.folder / "lead-reader.identity"),
        *("--passphrase-file", story.folder / "holder.passphrase"),
        *("--public", story.folder / "desk.public"),
    )


def test_a_report_is_written_and_what_was_set_apart_is_told(story, sealed_bundle):
    result = report_to(story, story.folder / "report.html", sealed_bundle)

    assert result.exit_code == 0, result.exception
    assert "6 answers opened, 1 set apart, 0 taken back" in result.stdout
    assert "set apart: It is not a sealed answer at all." in result.stdout
    assert "Soup 1" not in (story.folder / "report.html").read_text("utf-8")


def test_a_bundle_that_was_cut_gives_no_report(story, sealed_bundle):
    cut = story.folder / "cut.bundle"
    cut.write_bytes(sealed_bundle.read_bytes()[:-10])

    result = report_to(story, story.folder / "never.html", cut)

    assert result.exception.slug == "bundle-cut"
    assert not (story.folder / "never.html").exists()
