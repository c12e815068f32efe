# `make` alone lists the targets. Nothing here changes anything outside the checkout, but for `make system-deps`.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
SHARED ?= ../shared
PORT ?= 8000
SEALS := tools/seals.py

BIN := .venv/bin
READY := .venv/.ready
ROOMS = $(wildcard $(addprefix tests/,history accounts councils evidence register records judgements answers approvals compliance proposals invariants site))
PURE_BIN := .venv-pure/bin
PURE_READY := .venv-pure/.ready
# Whoever is done first takes over work from the others.
MANY := -n auto --dist worksteal
# What an installation depends on: when one of these changes, it is made again.
PACKAGING := pyproject.toml CHANGELOG.md

# What pip fetches and what the tests write for a moment stay in the checkout too.
export PIP_CACHE_DIR := $(CURDIR)/.cache/pip
export TMPDIR := $(CURDIR)/.cache/tmp
$(shell mkdir -p '$(TMPDIR)')
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYTHONUTF8 := 1
# Compiled modules too, and always: without them every run compiles the tests anew.
export PYTHONPYCACHEPREFIX := $(CURDIR)/.cache/bytecode
unexport PYTHONPATH PYTHONHOME VIRTUAL_ENV PYTHONDONTWRITEBYTECODE

.PHONY: help
help: ## Show this list
	@echo "Concordat: keeps a council's partnerships in good order."
	@echo
	@echo "Start with: make demo, then make test."
	@echo
	@sed -nE 's/^([a-z-]+):.*## (.*)$$/\1\t\2/p' $(MAKEFILE_LIST) | while IFS=$$'\t' read -r name words; do \
	  printf '  %-14s %s\n' "$$name" "$$words"; done

# --- Use it -----------------------------------------------------------------------------------------------

.PHONY: demo
demo: $(READY) ## Serve two demonstration councils on http://localhost:8000 (PORT=… for another)
	@$(BIN)/concordat demo --port $(PORT)

.PHONY: demo-gone
demo-gone: $(READY) ## Throw the demonstration away
	@$(BIN)/concordat demo --throw-away

.PHONY: tour
tour: $(READY) ## Show what the protocols make of examples, in the terminal
	@$(BIN)/concordat tour

.PHONY: venv
venv: $(READY) ## Make the virtual environment .venv, from hashed requirements

# $(call environment,<folder>,<hashed requirements>): made afresh, so that nothing lingers from an earlier set.
define environment
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Concordat needs Python 3.11 or newer. Install it, or name one: make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "Python cannot make a virtual environment here: python3-venv is missing." >&2; \
	  echo "As root: apt-get install python3-venv (or: make system-deps). Then run this again." >&2; exit 1; }
	@echo "Preparing $(1): about a minute the first time."
	@$(PYTHON) -m venv --clear $(1)
	@$(1)/bin/python -m pip install --quiet --require-hashes -r $(2)
	@$(1)/bin/python -m pip install --quiet --no-deps --no-build-isolation --no-index -e .
	@touch $(1)/.ready
endef

$(READY): requirements/dev.txt $(PACKAGING)
	$(call environment,.venv,requirements/dev.txt)

$(PURE_READY): requirements/pure.txt $(PACKAGING)
	$(call environment,.venv-pure,requirements/pure.txt)

# --- Test it ----------------------------------------------------------------------------------------------

.PHONY: test
test: $(READY) ## Run the fast suite
	@$(BIN)/python -m pytest -q $(MANY)

.PHONY: test-shared
test-shared: $(READY) ## Run the tests that read the texts kept beside the checkout
	@[ -f "$(SHARED)/requirements.csv" ] || { \
	  echo "There is no $(SHARED)/requirements.csv: these tests read the texts and demands kept beside the checkout." >&2; \
	  echo "Put that folder there, or say where it is: make test-shared SHARED=/path/to/it" >&2; exit 1; }
	@CONCORDAT_SHARED="$(SHARED)" $(BIN)/python -m pytest -q $(MANY) -m shared

.PHONY: test-slow
test-slow: $(READY) ## Run the tests that take minutes
	@$(BIN)/python -m pytest -q $(MANY) -m "slow and not shared"

.PHONY: test-browser
test-browser: $(READY) ## Run the stories in a real browser (chromium); screenshots go to .cache/screens
	@$(BIN)/python -m pytest -q $(MANY) -m browser

.PHONY: test-postgres
test-postgres: $(READY) ## Run the rooms' tests, and one browser story, on a PostgreSQL of their own
	@trap 'bash tools/postgres.sh stop' EXIT; DATABASE_URL="$$(bash tools/postgres.sh start)"; export DATABASE_URL; \
	  $(BIN)/python -m pytest -q $(MANY) $(ROOMS); \
	  $(BIN)/python -m pytest -q $(MANY) -m "slow and not shared" $(filter-out tests/history tests/site,$(ROOMS)); \
	  $(BIN)/python -m pytest -q -m slow tests/site/test_crash.py tests/site/test_crash_checks.py; \
	  $(BIN)/python -m pytest -q -m "browser and on_both" tests

.PHONY: test-all
test-all: test test-slow test-shared test-browser test-postgres ## Run every test

.PHONY: test-pure
test-pure: $(PURE_READY) ## Run the pure rooms' tests where there is no Django
	@if $(PURE_BIN)/python -c 'import django' 2>/dev/null; then \
	  echo "Django is installed in .venv-pure, so this would prove nothing. Remove .venv-pure and run it again." >&2; exit 1; fi
	@HYPOTHESIS_PROFILE=brief $(PURE_BIN)/python -m pytest -q $(MANY) $(wildcard tests/protocol tests/library tests/cli)

# --- Check it ---------------------------------------------------------------------------------------------

.PHONY: check
check: lint types imports budgets requirements check-seals check-docs check-migrations test-pure ## Everything but the full tests
	@echo "All checks passed."

.PHONY: lint
lint: $(READY) ## Style and complexity (ruff)
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet . || { echo "Some files are not formatted. Run: make format" >&2; exit 1; }

.PHONY: format
format: $(READY) ## Mend style where a machine can
	@$(BIN)/ruff check --quiet --fix . ; $(BIN)/ruff format .

.PHONY: types
types: $(READY) ## Types (mypy, strict)
	@$(BIN)/mypy

.PHONY: imports
imports: $(READY) ## Which room may import which (import-linter)
	@$(BIN)/lint-imports --cache-dir .cache/imports

.PHONY: budgets
budgets: $(READY) ## Lengths of modules, functions and test files
	@$(BIN)/python tools/budgets.py

.PHONY: requirements
requirements: $(READY) ## Each demand that we say is met has something that proves it
	@$(BIN)/python tools/requirements.py

.PHONY: check-seals
check-seals: $(READY) ## Sealed revisions are unchanged
	@$(BIN)/python $(SEALS)

.PHONY: check-docs
check-docs: $(READY) ## The generated reference pages are current
	@$(BIN)/python tools/reference.py --check

.PHONY: check-migrations
check-migrations: $(READY) ## Every change of a model has its migration
	@CONCORDAT_DATA=.cache/migrations DJANGO_SETTINGS_MODULE=concordat.site.settings \
	  $(BIN)/django-admin makemigrations --check --dry-run

# --- Make and measure -------------------------------------------------------------------------------------

.PHONY: seal
seal: $(READY) ## Write the seals of the library's revisions
	@$(BIN)/python $(SEALS) --write

.PHONY: docs
docs: $(READY) ## Write the reference pages from the code
	@$(BIN)/python tools/reference.py

.PHONY: pictures
pictures: $(READY) ## Take README's and the tutorial's pictures anew, by telling the journey in a real browser
	@CONCORDAT_PICTURES=1 $(BIN)/python -m pytest -q -m browser -k keyboard tests/browser/test_the_journey_browser.py

.PHONY: bench
bench: $(READY) ## Measure speed and memory
	@$(BIN)/python tools/bench.py

.PHONY: mutants
mutants: $(READY) ## Take out each rule, then each check of a right: something must fail every time
	@$(BIN)/python tools/mutants.py
	@$(BIN)/python tools/mutants_rights.py

.PHONY: mutants-rights
mutants-rights: $(READY) ## The second half of mutants alone: the checks of rights, and each part of them
	@$(BIN)/python tools/mutants_rights.py

.PHONY: soak
soak: $(READY) ## Run the long proofs at full size
	@HYPOTHESIS_PROFILE=soak $(BIN)/python tools/soak.py
	@CONCORDAT_SOAK=1 $(BIN)/python -m pytest -q -m slow tests/history tests/site/test_many_at_once.py
	@CONCORDAT_SOAK=1 $(BIN)/python -m pytest -q -s -m slow tests/site/test_crash.py
	@CONCORDAT_SOAK=1 $(BIN)/python -m pytest -q $(MANY) -m slow tests/invariants

# --- Look after it ----------------------------------------------------------------------------------------

.PHONY: css
css: ## Compile the style sheet (developers only: needs npm)
	@bash tools/css/build.sh

.PHONY: migrations
migrations: $(READY) ## Write what changed in the tables as migrations
	@CONCORDAT_DATA=.cache/migrations DJANGO_SETTINGS_MODULE=concordat.site.settings $(BIN)/django-admin makemigrations

.PHONY: lock
lock: $(READY) ## Write the hashed requirements from pyproject.toml (UPGRADE=--upgrade takes newer ones)
	@$(BIN)/python -m pip install --quiet uv==0.13.8
	@for set in dev pure run; do \
	  case $$set in \
	    dev) what="pyproject.toml --group dev" ;; \
	    pure) what="--group pure --constraints requirements/dev.txt" ;; \
	    run) what="pyproject.toml --constraints requirements/dev.txt" ;; esac; \
	  $(BIN)/uv pip compile $$what --universal --python-version 3.11 --generate-hashes \
	    --no-annotate --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" $(UPGRADE) \
	    --cache-dir .cache/uv --quiet --output-file requirements/$$set.txt; done
	@$(BIN)/python -m pip uninstall --quiet --yes uv

.PHONY: system-deps
system-deps: ## Install the Debian packages that the tests want (the only target that runs apt; root)
	@bash tools/system-deps.sh

.PHONY: clean
clean: ## Remove everything that was made here
	@rm -rf .venv .venv-pure .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache build dist
	@find src tests tools -name __pycache__ -type d -prune -exec rm -rf {} +
