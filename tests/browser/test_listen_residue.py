"""What listening leaves on the phone: no sound in any file of the browser's profile."""

import pytest

from listening import serve_questions, with_recordings
from voice.forms.ogg_opus import STAMP, read_opus


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with with_recordings(tmp_path_factory.mktemp("residue")) as live:
        yield live


def test_what_was_listened_to_is_in_no_file_of_the_profile(site, profile):
    file = (site.folder / "audio" / "en" / "default.contact.opus").read_bytes()
    sound = read_opus(file)
    telling = [STAMP, sound.stamp.encode(), sound.pages[0].body[:100]]
    with profile(True) as kept:
        page = kept.context.new_page()
        serve_questions(page, site)
        page.click('[data-question="contact"] .listen button')
        page.wait_for_function("() => document.querySelector('audio').currentTime > 1")
        page.goto("about:blank")
        page.wait_for_timeout(300)

    assert all(each in file for each in telling)
    for path in kept.folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert [each for each in telling if each in content] == [], path.name
