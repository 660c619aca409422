"""Bundles: for a token only, one a week however often it is asked, resumable, withdrawn gone."""

import io

import pytest

from sending import bundles_after, release_now, send_words
from voice.desk.reading import read


@pytest.fixture
def allowed(live) -> dict[str, str]:
    return {"authorization": f"Bearer {live.token}"}


@pytest.mark.parametrize(
    "token", ["", "Bearer", "Bearer wrong", "Basic {token}", "Bearer {token}x"]
)
def test_without_the_fetch_token_there_is_nothing_there(http, live, token):
    headers = {"authorization": token.format(token=live.token)} if token else {}
    for path in (f"/releases/{live.round.id}", f"/releases/{live.round.id}/1"):
        reply = http.get(path, headers=headers)
        assert reply.status_code == 404
        assert reply.content == http.get("/nothing-here").content


def test_a_bundle_can_be_fetched_in_parts(http, live, allowed):
    send_words(http, live, "one", "two", "three")
    number = release_now(live)
    path = f"/releases/{live.round.id}/{number}"
    whole = http.get(path, headers=allowed)
    assert whole.status_code == 200
    assert int(whole.headers["content-length"]) == len(whole.content)
    half = len(whole.content) // 2
    rest = http.get(
        path, headers=allowed | {"range": f"bytes={half}-", "if-range": whole.headers["etag"]}
    )
    assert rest.status_code == 206
    assert whole.content[:half] + rest.content == whole.content
    changed = http.get(path, headers=allowed | {"range": f"bytes={half}-", "if-range": '"older"'})
    assert changed.status_code == 200
    assert changed.content == whole.content


def test_what_a_bundle_holds_opens_at_the_desk(http, live, allowed):
    before = release_now(live)
    send_words(http, live, "a lamp in the hall", "tea at four")
    bundles = bundles_after(http, live, before)
    listed = http.get(f"/releases/{live.round.id}", headers=allowed).json()
    assert {"number", "week"} == set(listed[-1])
    reading = read([io.BytesIO(each) for each in bundles], live.identities[-1:], {live.signer})
    said = {answer.answers["good"] for answer in reading.answers}
    assert {"a lamp in the hall", "tea at four"} <= said
    assert reading.set_apart == ()
