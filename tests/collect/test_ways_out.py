"""Leave this page and Get help now stand on every page, whatever happened, without script too."""

from html.parser import HTMLParser

import pytest

PAGES = [
    "/",
    "/{door}",
    "/{door}/en",
    "/{door}/ar",
    "/{pulse}/en",
    "/help/en",
    "/next/ar",
    "/withdraw/en",
    "/withdraw/ar/again",
    "/withdraw/en/answered",
    "/nothing-here",
    "/{door}/xx",
]


class Links(HTMLParser):
    """The links of a page by class, and the ids that a link within the page can lead to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: dict[str, list[str]] = {}
        self.ids: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids.add(given.get("id") or "")
        if tag == "a":
            self.links.setdefault(given.get("class") or "", []).append(given.get("href") or "")


def leads_out(http, page: str) -> None:
    found = Links(page)
    assert found.links["leave"] == ["/leave"]
    (help_link,) = found.links["help"]
    if help_link.startswith("#"):
        assert help_link[1:] in found.ids
        assert "tel:999" in page
    else:
        assert "tel:999" in http.get(help_link).text


@pytest.mark.parametrize("path", PAGES)
def test_every_page_can_be_left_and_leads_to_help(http, live, path):
    leads_out(http, http.get(path.format(door=live.door, pulse=live.pulse_door)).text)


def test_a_page_after_a_refusal_can_be_left_and_leads_to_help(http, live):
    too_long = http.post(f"/{live.door}/en", data={"sealed_by": "server", "good": "ha " * 9000})
    without_field = http.post(f"/{live.door}/ar", data={"good": "here"})
    assert (too_long.status_code, without_field.status_code) == (413, 400)
    leads_out(http, too_long.text)
    leads_out(http, without_field.text)
