# Needs Python 3.10 or newer, with venv and pip; everything else is installed into $(VENV).
PYTHON ?= python3
VENV ?= .venv
# The extras of a developer: DEV=dev,ftm has the library of FollowTheMoney, too, which needs ICU (libicu-dev) and g++.
DEV ?= dev
BIN := $(VENV)/bin
# The tests of a file share what takes long to start, so that they run in one process; no more than 8 do at once.
AT_ONCE := --numprocesses auto --maxprocesses 8 --dist loadfile

.DEFAULT_GOAL := test
.PHONY: demo test lint site bench fuzz crashes mutate docs oxt vscode clean

demo: $(VENV)/installed
	$(BIN)/tenlao annotate examples/article.txt examples/consultation.txt
	$(BIN)/tenlao lookup "Phosay Khaikhamphithoun"

test: lint site
	@command -v soffice >/dev/null || echo "Skipped: tests with LibreOffice, which is not installed."
	@command -v java >/dev/null || echo "Skipped: tests with Spark, for which there is no Java."
	@$(BIN)/python -c "import followthemoney" 2>/dev/null || echo "Skipped: tests with FollowTheMoney (DEV=dev,ftm)."
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest $(AT_ONCE)  # says so if browser tests were skipped
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

# Hostile input for an hour, or as much as you like: make fuzz FUZZ="--seconds 60"
fuzz: FUZZ = --seconds 3600
fuzz: $(VENV)/installed-dev
	$(BIN)/python -m fuzz $(FUZZ)

crashes: $(VENV)/installed-dev
	$(BIN)/python -m fuzz.crashes --kills 300

mutate: $(VENV)/installed-mutate
	$(BIN)/mutmut run
	$(BIN)/python scripts/mutation_score.py

docs: $(VENV)/installed-dev
	$(BIN)/python scripts/update_catalogues.py
	$(BIN)/python scripts/update_docs.py

# The extension for LibreOffice: build/tenlao.oxt.
oxt: $(VENV)/installed
	$(BIN)/python scripts/build_oxt.py

# The extension for VS Code, checked and tested: build/tenlao.vsix. Needs Node 18 or newer, with npm.
vscode: $(VENV)/installed-dev
	cd editors/vscode && npm ci --no-audit --no-fund && npm run lint
	cd editors/vscode && TENLAO="$(abspath $(BIN))/python -m tenlao" npm test && npm run package

clean:
	rm -rf $(VENV) build dist

# One stamp for each set of dependencies: a second call is quick; what is changed in pyproject.toml, or is compiled,
# installs anew.
COMPILED := hatch_build.py src/tenlao/matching/compiled_search.pyx
$(VENV)/installed: EXTRA =
$(VENV)/installed-dev: EXTRA = [$(DEV)]
$(VENV)/installed-bench: EXTRA = [bench]
$(VENV)/installed-mutate: EXTRA = [mutate]
STAMPS := $(VENV)/installed $(VENV)/installed-dev $(VENV)/installed-bench $(VENV)/installed-mutate
$(STAMPS): pyproject.toml $(COMPILED) | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".$(EXTRA)"
	touch $@

$(BIN)/python:
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }
