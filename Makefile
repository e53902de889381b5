# Needs Python 3.10 or newer, with venv and pip; everything else is installed into $(VENV).
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := test
.PHONY: demo test lint site bench docs clean

demo: $(VENV)/installed
	$(BIN)/tenlao annotate examples/article.txt examples/consultation.txt
	$(BIN)/tenlao lookup "Phosay Khaikhamphithoun"

test: lint site
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest  # says so if browser tests were skipped
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

lint: $(VENV)/installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/tenlao table validate data/names.toml

site: $(VENV)/installed-dev
	$(BIN)/python scripts/build_site.py

bench: $(VENV)/installed-bench
	$(BIN)/python -m bench

docs: $(VENV)/installed-dev
	$(BIN)/python scripts/update_catalogues.py
	$(BIN)/python scripts/update_docs.py

clean:
	rm -rf $(VENV) build dist

# One stamp for each set of dependencies: a second call is quick, a changed pyproject.toml installs anew.
$(VENV)/installed: EXTRA =
$(VENV)/installed-dev: EXTRA = [dev]
$(VENV)/installed-bench: EXTRA = [bench]
$(VENV)/installed $(VENV)/installed-dev $(VENV)/installed-bench: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".$(EXTRA)"
	touch $@

$(BIN)/python:
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }
