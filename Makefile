# Needs Python 3.11 to 3.13 and make, nothing else. PYTHON=... names one; else the first that fits is taken.
#
#   make demo    install into .venv, read the bundled dispatches, show the register
#   make test    install what tests need, run them
#   make check   format, lint, types, import layers, tests
#   make lock    renew the locked versions (needs the network)
#
# To release (docs/releasing.md):
#
#   make dist           wheel and source package, built twice and compared, and what is in them checked
#   make sbom           the list of parts with versions, digests and licences (needs the network)
#   make site           the documents as static pages, in build/site
#   make keep-register  a small register of this version, for every later one to open
#
# To change the page (needs node 20.19 or later):
#
#   make page         build page/ into src/regesta/web/page, to be committed
#   make page-test    check its types, run its unit tests
#   make page-images  renew the pictures of docs/page.md (needs chromium)

SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help demo test check lock clean page page-test page-images dist sbom site keep-register

VENV := .venv
BIN := $(VENV)/bin
REGISTER := demo-register
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
FITS := import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 14))

help:
	@sed -n 's/^#   //p' Makefile

# A virtual environment of a Python that fits; one that is broken or of another Python is made anew.
$(BIN)/python:
	@for python in $(PYTHON) python3 python3.13 python3.12 python3.11 python; do \
	    if $$python -c '$(FITS)' 2>/dev/null; then \
	        echo "$$($$python --version) in $(VENV)"; exec $$python -m venv --clear $(VENV); \
	    fi; \
	done; \
	echo "No Python 3.11, 3.12 or 3.13 with the modules venv and ensurepip was found" >&2; \
	echo "(on Debian and Ubuntu: apt install python3-venv). Name one: make $(MAKECMDGOALS) PYTHON=/path/to/python" >&2; \
	exit 1

# Stamps, so that a second call installs only what has changed.
$(VENV)/demo.stamp: $(BIN)/python requirements.lock pyproject.toml $(shell find src -type f ! -name '*.pyc')
	@echo "installing regesta ..."
	@$(PIP) install --constraint requirements.lock .
	@rm -f $(VENV)/*.stamp && touch $@

$(VENV)/test.stamp: $(BIN)/python requirements-test.lock pyproject.toml
	@echo "installing regesta and what its tests need ..."
	@$(PIP) install --requirement requirements-test.lock
	@$(PIP) install --no-deps --editable .
	@rm -f $(VENV)/demo.stamp && touch $@

$(VENV)/release.stamp: $(VENV)/test.stamp requirements-release.lock
	@$(PIP) install --requirement requirements-release.lock
	@touch $@

$(VENV)/check.stamp: $(VENV)/test.stamp requirements-check.lock
	@$(PIP) install --requirement requirements-check.lock
	@touch $@

demo: $(VENV)/demo.stamp
	@$(BIN)/regesta read src/regesta/dispatches --register $(REGISTER)
	@$(BIN)/regesta claims --register $(REGISTER) --limit 12 2>/dev/null
	@echo "The command is $(BIN)/regesta. Try next:"
	@echo "  $(BIN)/regesta claims --register $(REGISTER) --event AID              who helped whom, with what"
	@echo "  $(BIN)/regesta claims --register $(REGISTER) --actor USA --since 1990  what the United States did"
	@echo "  $(BIN)/regesta show CLAIM --register $(REGISTER)                      one claim with its words"
	@echo "  $(BIN)/regesta why CLAIM --register $(REGISTER)                       what decided each field"
	@echo "  $(BIN)/regesta code FILE --published 2024-03-20                      claims of a report of yours"

test: $(VENV)/test.stamp
	@$(BIN)/python -m pytest -q

check: $(VENV)/check.stamp
	$(BIN)/ruff format --check src tests lab tools benchmarks docs/site
	$(BIN)/ruff check src tests lab tools benchmarks docs/site
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q

LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-header --no-annotate --no-emit-index-url

lock: $(BIN)/python
	@$(PIP) install uv
	$(LOCK) pyproject.toml --output-file requirements.lock
	$(LOCK) pyproject.toml --group test --constraint requirements.lock --output-file requirements-test.lock
	$(LOCK) pyproject.toml --group check --constraint requirements-test.lock --output-file requirements-check.lock
	$(LOCK) pyproject.toml --group release --constraint requirements-check.lock --output-file requirements-release.lock
	@! grep -n "://\|--index\|--find" requirements*.lock || { echo "a lock names a host" >&2; exit 1; }

dist: $(VENV)/release.stamp
	@$(BIN)/python -m tools.dist

sbom: $(VENV)/release.stamp
	@$(BIN)/python -m tools.sbom

site: $(VENV)/release.stamp
	@$(BIN)/python -m tools.site

keep-register: $(VENV)/test.stamp
	@$(BIN)/python -m tools.keep_register $(AGAIN)

NPM := npm --prefix page --no-fund --no-audit

page/node_modules: page/package-lock.json
	@$(NPM) ci --silent
	@touch $@

page: page/node_modules
	@$(NPM) run --silent build

page-test: page/node_modules
	@$(NPM) run --silent outline
	@$(NPM) run --silent check
	@$(NPM) test --silent

page-images: $(VENV)/test.stamp
	@$(BIN)/regesta read src/regesta/dispatches --register $(REGISTER)
	@$(BIN)/python -m tests.page.images $(REGISTER)

clean:
	rm -rf $(VENV) $(REGISTER) dist build page/node_modules
