"""The file that phones load is what the lock builds, to the byte; nobody can slip another in."""

import hashlib
import json
import re
import subprocess
from pathlib import Path

import brotli

ROOT = Path(__file__).parents[2]
BUILD = ROOT / "browser"
VENDOR = ROOT / "src" / "voice" / "web" / "static" / "js" / "vendor"


def test_the_lock_builds_the_vendored_file_and_its_licences(browser_packages, tmp_path):
    command = ["node", "build.mjs", str(tmp_path)]
    done = subprocess.run(
        command, cwd=browser_packages, capture_output=True, text=True, check=False
    )
    assert not done.returncode, done.stderr
    for name in ("age.js", "LICENSE"):
        assert (tmp_path / name).read_bytes() == (VENDOR / name).read_bytes()


def test_the_file_packed_in_brotli_is_the_same_file():
    packed = (VENDOR / "age.js.br").read_bytes()
    assert brotli.decompress(packed) == (VENDOR / "age.js").read_bytes()


def test_the_readme_names_the_vendored_file_by_its_hash():
    hashed = hashlib.sha256((VENDOR / "age.js").read_bytes()).hexdigest()
    assert hashed in (VENDOR / "README.md").read_text("utf-8")


def test_every_package_is_held_by_its_hash_and_no_registry_is_named():
    lock = json.loads((BUILD / "package-lock.json").read_text("utf-8"))
    packages = {name: each for name, each in lock["packages"].items() if name}
    assert {"node_modules/age-encryption", "node_modules/esbuild"} <= packages.keys()
    for name, package in packages.items():
        assert package["integrity"].startswith("sha512-"), name
        assert "resolved" not in package, name


def test_the_licences_are_those_of_the_lock():
    lock = json.loads((BUILD / "package-lock.json").read_text("utf-8"))["packages"]
    told = re.findall(r"^(\S+) (\d\S+) \((.+)\)$", (VENDOR / "LICENSE").read_text("utf-8"), re.M)
    assert len(told) == 6
    for name, version, licence in told:
        package = lock[f"node_modules/{name}"]
        assert (package["version"], package["license"]) == (version, licence)
        assert licence in {"MIT", "BSD-3-Clause"}


def test_the_vendored_file_fetches_nothing_and_makes_no_code():
    text = (VENDOR / "age.js").read_text("utf-8")
    for forbidden in (
        r"\bimport\b",
        r"\bfetch\(",
        r"XMLHttpRequest",
        r"\beval\(",
        r"new Function",
        r"Math\.random",
        r"https?://",
        r"localStorage",
    ):
        assert not re.search(forbidden, text), forbidden
