"""How long sealing takes on a slow phone: Chromium slowed 6 times, to 2 post-quantum recipients.

    python bench/sealing.py [--rate 6]

Budget, for the first answer after the warm-up message: 0.5 s, and 1.5 s without JIT compiler
(as in Lockdown Mode). The page's own seal.mjs runs, in the page of a running service.
"""

import argparse
import statistics
import tempfile
from pathlib import Path
from typing import NamedTuple

from phone import PHONE, chromium
from place import DOOR, make_place, serving
from playwright.sync_api import Browser

from voice.sealing.identity import new_identity

TIMES = 10
SEAL = """
async ({ texts, times }) => {
  const script = document.querySelector('script[type=module]').src;
  const { sealPadded } = await import(script.replace('form.mjs', 'seal.mjs'));
  const words = new Uint8Array(2000).fill(97);
  const took = [];
  for (let i = 0; i < times; i++) {
    const began = performance.now();
    await sealPadded(words, texts);
    took.push(performance.now() - began);
  }
  return took;
}
"""
COUNT = """
() => {
  const began = performance.now();
  let sum = 0;
  for (let i = 0; i < 2e7; i++) sum = (sum * 31 + i) % 65521;
  return [performance.now() - began, sum];
}
"""


class Slow(NamedTuple):
    """What was seen on one slowed phone, in seconds."""

    ready: float
    """From asking for the page until Start can be pressed: all loaded, a dummy message sealed."""
    first: float
    middle: float
    slowness: float
    """How much longer plain counting took than before the phone was slowed."""


def seal_on_page(browser: Browser, url: str, texts: list[str], rate: float) -> Slow:
    """Open the form as a slow phone, then seal `TIMES` answers in its page."""
    page = browser.new_page(viewport=PHONE)
    page.goto("about:blank")
    usual = min(page.evaluate(COUNT)[0] for _ in range(3))
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": rate})
    slowed = min(page.evaluate(COUNT)[0] for _ in range(3))
    page.goto(url)
    page.wait_for_selector("#begin:not([disabled])")
    ready = page.evaluate("performance.now()")
    took = page.evaluate(SEAL, {"texts": texts, "times": TIMES})
    page.close()
    return Slow(ready / 1000, took[0] / 1000, statistics.median(took) / 1000, slowed / usual)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rate", type=float, default=6)
    rate = parser.parse_args().rate
    texts = [new_identity("mlkem768x25519").recipient.text for _ in range(2)]
    with tempfile.TemporaryDirectory() as folder:
        place = make_place(Path(folder))
        print(f"Chromium slowed {rate:g} times, 2 PQ recipients, 16 KiB")
        print(f"{'':12}really slowed   form ready s   first seal s   middle of {TIMES}   budget s")
        for name, flags, budget in (
            ("as it comes", (), 0.5),
            ("without JIT", ("--js-flags=--jitless",), 1.5),
        ):
            with serving(place.config) as served, chromium(flags) as browser:
                seen = seal_on_page(browser, f"{served.url}/{DOOR}/en", texts, rate)
            print(
                f"{name:12}{seen.slowness:12.1f} x{seen.ready:15.2f}{seen.first:15.2f}"
                f"{seen.middle:15.2f}{budget:11.1f}"
            )


if __name__ == "__main__":
    main()
