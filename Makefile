# Everything a person types here. Needs python3 (3.11 or newer, with venv and pip) and make; nothing else.
# Another interpreter: make test PYTHON=python3.12

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input --quiet

# A stamp is as new as the lock file it was installed from, so a target sets up again only after a change.
RUN_READY := $(VENV)/.ready-to-run
DEV_READY := $(VENV)/.ready-to-develop

.DEFAULT_GOAL := help
.PHONY: help run setup test check format golden openapi bench wheel lock clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' Makefile

run: $(RUN_READY) ## set up and serve the API on http://127.0.0.1:8000
	@exec $(BIN)/explainer serve

setup: $(DEV_READY) ## set up everything development needs in .venv

test: $(DEV_READY) ## set up and run the tests
	$(BIN)/python -m pytest

check: $(DEV_READY) ## format, lint, strict types, spelling, import layers, rule lint, rule cases
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy src tests $(wildcard bench)
	$(BIN)/codespell
	$(BIN)/lint-imports
	$(BIN)/explainer rules lint --strict
	$(BIN)/explainer rules test

format: $(DEV_READY) ## rewrite the code in the house format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

golden: $(DEV_READY) ## rewrite the golden files from what the code says now; read the diff before committing
	$(BIN)/python -m pytest --update-golden

openapi: $(DEV_READY) ## rewrite openapi/: the API's document from the routes, the schemas of rule files
	$(BIN)/python -m explainer.api.openapi openapi/openapi.json
	$(BIN)/explainer rules schema

bench: $(DEV_READY) ## run the benchmarks of bench/
	$(BIN)/python -m bench

wheel: $(DEV_READY) ## build the wheel into dist/
	$(PIP) wheel --no-build-isolation --no-deps --wheel-dir dist .

# The pins that are there stay; newer ones come with: make lock UPGRADE=--upgrade
COMPILE = $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --custom-compile-command "make lock" --quiet $(UPGRADE)

lock: $(DEV_READY) ## rewrite the lock files from pyproject.toml
	$(COMPILE) --group build --output-file requirements.lock
	$(COMPILE) --group dev --constraints requirements.lock --no-annotate --output-file requirements-dev.lock

clean: ## remove the environment and everything made
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo 'explainer needs Python 3.11 or newer, and "$(PYTHON)" is not. Name another: make PYTHON=python3.12 ...' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo 'This Python cannot make a virtual environment. On Debian or Ubuntu: apt-get install python3-venv' >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(RUN_READY): requirements.lock pyproject.toml | $(BIN)/python
	$(PIP) install --require-hashes --requirement requirements.lock
	$(PIP) install --no-build-isolation --no-deps --editable .
	@touch $@

$(DEV_READY): requirements-dev.lock $(RUN_READY)
	$(PIP) install --require-hashes --requirement requirements-dev.lock
	@touch $@
