# Voice. `make demo` shows everything on this machine; `make test` checks everything.
# All set-up is done here: only Python 3.11 or newer, git and make are needed.

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin

.PHONY: demo test check fix bench soak words pictures build

demo: $(VENV)/ready            ## a form, a server and a report on this machine (CHECK=1: headless)
	$(BIN)/voice demo $(if $(CHECK),--check)

test: check $(VENV)/browser    ## style, types, architecture, and every test in a real browser
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

check: $(VENV)/dev             ## style, types, contracts, spelling: no test is run
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell README.md SECURITY.md CONTRIBUTING.md CHANGELOG.md docs src forms
	$(BIN)/voice words check
	$(BIN)/voice form check forms/default.toml forms/pulse.toml forms/journey.toml

fix: $(VENV)/dev               ## put style right, as far as a program can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/browser         ## rates, sizes and real input, side by side (DATA=folder for real comments)
	$(BIN)/python -m pip install --quiet --editable '.[dev,bench,fast]'
	$(BIN)/python bench/run.py $(if $(DATA),--data $(DATA))

soak: $(VENV)/browser          ## what takes long: more examples of every property
	TEST_EXAMPLES=2000 $(BIN)/python -m pytest -m "not browser" tests

words: $(VENV)/dev             ## take the words to translate out of forms and pages
	$(BIN)/voice words extract
	$(BIN)/voice words update

pictures: $(VENV)/browser      ## make docs/pictures anew, by the browser tests
	TEST_PICTURES=docs/pictures $(BIN)/python -m pytest tests/browser/test_pictures.py tests/browser/test_contact_sheets.py

build: $(VENV)/dev             ## wheel and source archive in dist/
	$(BIN)/python -m pip wheel --no-deps -w dist .

$(VENV)/ready: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Voice needs Python 3.11 or newer; this is " + sys.version) if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/dev: $(VENV)/ready
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	touch $@

# Debian's own browser and fonts: where apt cannot be used, the line says what to install.
$(VENV)/browser: $(VENV)/dev
	sh .ci/browser
	touch $@
