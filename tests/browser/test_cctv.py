"""The age project's own vectors, decided by the very file that phones load."""

import collections
import json
from base64 import b64decode, b64encode
from pathlib import Path

import pytest

from browser.conftest import fresh

pytestmark = pytest.mark.browser

VECTORS = Path(__file__).parents[1] / "vectors" / "cctv-age" / "vectors.json"
DECIDE = """async (vectors) => {
  const { Decrypter } = await import('/s/js/vendor/age.js');
  const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const hex = (byte) => byte.toString(16).padStart(2, '0');
  const inflated = async (file) => new Uint8Array(await new Response(
    new Blob([file]).stream().pipeThrough(new DecompressionStream('deflate'))).arrayBuffer());
  const open = async ({ file, compressed, identities, passphrases }) => {
    const decrypter = new Decrypter();
    passphrases.forEach((passphrase) => decrypter.addPassphrase(passphrase));
    identities.forEach((identity) => decrypter.addIdentity(identity));
    const sealed = compressed ? await inflated(bytes(file)) : bytes(file);
    const opened = await decrypter.decrypt(sealed);
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', opened));
    return Array.from(hash, hex).join('');
  };
  const decisions = {};
  for (const vector of vectors) {
    decisions[vector.name] = await open(vector).catch((slip) => `refused: ${slip.message}`);
  }
  return decisions;
}"""


def read(encoded):
    head, _, file = b64decode(encoded).partition(b"\n\n")
    said = collections.defaultdict(list)
    for line in head.decode().splitlines():
        key, value = line.split(": ", 1)
        said[key].append(value)
    return said, file


ALL = {name: read(encoded) for name, encoded in json.loads(VECTORS.read_text("utf-8")).items()}
BINARY = {name: (said, file) for name, (said, file) in ALL.items() if "armored" not in said}


@pytest.fixture(scope="module")
def decisions(browser, static_site):
    """What the vendored file makes of each vector: the hash of what it opened, or a refusal."""
    with fresh(browser) as context:
        page = context.new_page()
        page.goto(static_site)
        given = [
            {
                "name": name,
                "file": b64encode(file).decode(),
                "compressed": "compressed" in said,
                "identities": said["identity"],
                "passphrases": said["passphrase"],
            }
            for name, (said, file) in BINARY.items()
        ]
        return page.evaluate(DECIDE, given)


def test_there_are_110_vectors_that_are_not_armoured(decisions):
    assert len(decisions) == 110
    assert sum(said["expect"] == ["success"] for said, _ in BINARY.values()) == 19


@pytest.mark.parametrize("name", BINARY)
def test_the_vendored_file_decides_a_vector_as_the_age_project_says(decisions, name):
    said, _ = BINARY[name]
    if said["expect"] == ["success"]:
        assert decisions[name] == said["payload"][0]
    else:
        assert decisions[name].startswith("refused: ")
