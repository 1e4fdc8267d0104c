# Two commands do everything on a fresh machine: make demo, make test.

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: demo test check static format lint types validate readme docs bench briefing coverage fuzz clean

demo: $(VENV)/run.ok
	$(BIN)/plancmp diff --audience children --field health
	@printf '\n$$ plancmp check qingcheng-children --against national\n'
	@$(BIN)/plancmp check qingcheng-children --against national; printf 'exit status %s\n' $$?

test: $(VENV)/dev.ok
	$(BIN)/python -m pytest

check: format lint types test validate readme

# everything of `check` but the tests, for CI, which runs those by themselves
static: format lint types validate readme

format: $(VENV)/dev.ok
	$(BIN)/ruff format --check .

lint: $(VENV)/dev.ok
	$(BIN)/ruff check .

types: $(VENV)/dev.ok
	@mkdir -p build/typing/plancmp
	@for d in cli compare data; do ln -sfn "$(CURDIR)/$$d" build/typing/plancmp/$$d; done
	$(BIN)/mypy

validate: $(VENV)/dev.ok
	$(BIN)/plancmp validate

readme: $(VENV)/dev.ok
	$(BIN)/python scripts/check_readme.py

docs: $(VENV)/dev.ok
	$(BIN)/python scripts/make_grammar.py
	$(BIN)/python scripts/make_lint_docs.py
	$(BIN)/python scripts/check_readme.py --write

# the comparison as a briefing paper; Word too where pandoc is installed
briefing: $(VENV)/run.ok
	@mkdir -p build
	$(BIN)/plancmp export --output build/briefing.md
	@if command -v pandoc >/dev/null; then \
	  $(BIN)/python scripts/briefing_docx.py build/briefing.md build/briefing.docx; \
	else echo "pandoc is not installed: build/briefing.md only"; fi

# every branch of compare/ is taken by some test
coverage: $(VENV)/dev.ok
	@mkdir -p build/coverage
	$(BIN)/python -m coverage erase
	$(BIN)/python -m coverage run -m pytest
	$(BIN)/python -m coverage combine --quiet
	$(BIN)/python -m coverage report

# measured in an environment of its own, with plancmp installed from its wheel
bench: $(VENV)/bin/python
	$(VENV)/bin/python -m venv build/bench
	build/bench/bin/python -m pip --disable-pip-version-check --quiet install --force-reinstall --no-deps .
	build/bench/bin/python -m pip --disable-pip-version-check --quiet install . pandas csv-diff daff check-jsonschema
	build/bench/bin/python scripts/bench.py --write

# hunts for inputs that break a reader or a format, atheris, which not every
# Python has, in an environment of its own: make fuzz [TARGETS="goal cells"] [SECONDS=60]
fuzz: $(VENV)/bin/python
	$(VENV)/bin/python -m venv build/fuzz/env
	build/fuzz/env/bin/python -m pip --disable-pip-version-check --quiet install --editable . \
	  atheris markdown-it-py
	build/fuzz/env/bin/python scripts/fuzz.py --seconds $(or $(SECONDS),60) $(TARGETS)

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "plancmp needs Python 3.11 or later (set PYTHON=...)" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.ok: $(VENV)/bin/python pyproject.toml
	$(PIP) install --editable .
	@touch $@

$(VENV)/dev.ok: $(VENV)/bin/python pyproject.toml
	$(PIP) install --editable '.[dev]'
	@touch $@ $(VENV)/run.ok
