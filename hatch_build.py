"""Put `forms/` and `locales/` into the wheel; an editable install reads the checkout."""

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ShipForms(BuildHookInterface):
    def initialize(self, version: str, build_data: dict) -> None:
        if version != "editable":
            for folder in ("forms", "locales"):
                build_data["force_include"][folder] = f"voice/_shipped/{folder}"
