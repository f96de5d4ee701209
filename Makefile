# Comity. `make` lists what there is; every verb works from a fresh clone.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help setup demo serve test check fmt nightly test-pythons test-postgres test-spark bench audit licences site clean

# The first Python that is new enough; choose another with `make PYTHON=/path/to/python3.12`.
PYTHON ?= $(or $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done),python3)
BIN := .venv/bin
READY := .venv/ready
RUN := .venv-run/ready
SERVE := .venv-serve/ready
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet
PYTEST := $(BIN)/python -m pytest
WORKERS ?= 2

help: ## List the verbs
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' Makefile

setup: $(READY) ## Create .venv from the lock file

demo: $(RUN) ## From an article to the letters of January 2018: who must answer, who is bound, and why
	@PATH="$(CURDIR)/.venv-run/bin:$$PATH" bash examples/january_2018.sh

serve: $(SERVE) ## The application, with sample offices, in build/office; prints its address
	@.venv-serve/bin/comity serve --data build/office --sample

test: $(READY) ## Lint, types and tests
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/basedpyright
	$(PYTEST) -n $(WORKERS) --dist worksteal
	@command -v chromium >/dev/null || { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; } || { \
		echo "The browser tests need Chromium, which could not be installed here. Install it, then say: make test"; exit 1; }
	$(PYTEST) -m "browser and not nightly" tests/web/browser

check: $(READY) ## Lint and types of the code, faults and layout of the law
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/basedpyright
	$(BIN)/comity check
	$(BIN)/comity fmt --check

fmt: $(READY) ## Lay out the code and the law
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
	$(BIN)/comity fmt

nightly: $(READY) ## The tests that take minutes or drive a browser
	$(PYTEST) -n $(WORKERS) --dist worksteal -m "nightly or browser" || [ $$? -eq 5 ]

test-pythons: $(READY) ## The tests on each Python from 3.11 to 3.14 that is found here; the others are named as not run
	$(BIN)/python tools/on_pythons.py -n $(WORKERS) --dist worksteal

test-postgres: $(READY) ## The application's tests, and the ten tasks in a browser, on a PostgreSQL started for them
	@command -v initdb >/dev/null || compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null || { apt-get update -qq && apt-get install -y -qq --no-install-recommends postgresql; } || { \
		echo "PostgreSQL could not be installed here. Install it, then say: make test-postgres"; exit 1; }
	$(PIP) install --require-hashes --no-deps -r requirements-postgres.lock
	$(BIN)/python tools/on_postgres.py $(PYTEST) -n $(WORKERS) tests/web
	$(BIN)/python tools/on_postgres.py $(PYTEST) -m "browser and not nightly" tests/web/browser

test-spark: $(READY) ## The engine Spark beside DuckDB; installs Spark, and Java where there is none
	@command -v java >/dev/null || { apt-get update -qq && apt-get install -y -qq --no-install-recommends openjdk-17-jre-headless; } || { \
		echo "Spark needs Java 17, which could not be installed here. Install it, then say: make test-spark"; exit 1; }
	$(PIP) install --require-hashes --no-deps -r requirements-spark.lock
	$(PYTEST) -m spark tests/plan/engine/test_spark.py

bench: $(READY) ## Run every benchmarks/bench_*.py
	@shopt -s nullglob; for file in benchmarks/bench_*.py; do \
		echo "== $$file"; $(BIN)/python $$file || exit 1; done

audit: $(READY) ## Known faults of the packages in the lock files, where an advisory service can be reached
	$(BIN)/python tools/audit.py

licences: $(READY) ## Write docs/licences.md, the licence of every part
	$(BIN)/python tools/licences.py

site: $(READY) ## The library as a website, in build/site
	$(BIN)/comity site --out build/site

clean: ## Remove .venv and everything built
	rm -rf .venv .venv-run .venv-serve build dist .pytest_cache .ruff_cache .hypothesis
	find src tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

$(READY): requirements.lock pyproject.toml
	@$(NEW_ENOUGH)
	@echo "Setting up .venv with the packages of requirements.lock: some minutes, once."
	$(PYTHON) -m venv .venv
	$(PIP) install --progress-bar on --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	@# As pip does where a package is not editable: commands start faster, also where Python is told to write none.
	@$(BIN)/python -m compileall -q src
	@touch $@

# What a user installs, and no more: the packages of the run-time lock.
$(RUN): requirements-run.lock pyproject.toml
	@$(NEW_ENOUGH)
	@echo "Setting up .venv-run with the packages of requirements-run.lock: a minute or two, once."
	$(PYTHON) -m venv .venv-run
	.venv-run/bin/python -m pip --disable-pip-version-check install --progress-bar on --require-hashes -r requirements-run.lock | sed -u -n 's/^Collecting \([^ ]*\).*/  \1/p'
	@echo "$(CURDIR)/src" > "$$(.venv-run/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/comity.pth"
	@printf '#!/bin/sh\nexec "%s/.venv-run/bin/python" -m comity.cli "$$@"\n' "$(CURDIR)" > .venv-run/bin/comity && chmod +x .venv-run/bin/comity
	@touch $@

# The application: the run-time packages with those of its extras.
$(SERVE): requirements-web.lock requirements-documents.lock pyproject.toml
	@$(NEW_ENOUGH)
	@echo "Setting up .venv-serve with the packages of the application: a minute or two, once."
	$(PYTHON) -m venv .venv-serve
	.venv-serve/bin/python -m pip --disable-pip-version-check install --progress-bar on --require-hashes -r requirements-web.lock | sed -u -n 's/^Collecting \([^ ]*\).*/  \1/p'
	.venv-serve/bin/python -m pip --disable-pip-version-check install --progress-bar on --require-hashes -r requirements-documents.lock | sed -u -n 's/^Collecting \([^ ]*\).*/  \1/p'
	@echo "$(CURDIR)/src" > "$$(.venv-serve/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/comity.pth"
	@printf '#!/bin/sh\nexec "%s/.venv-serve/bin/python" -m comity.cli "$$@"\n' "$(CURDIR)" > .venv-serve/bin/comity && chmod +x .venv-serve/bin/comity
	@touch $@

define NEW_ENOUGH
$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	echo "Comity needs Python 3.11 or newer, and $(PYTHON) is not that."; \
	echo "Install one, then say: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)"; exit 1; }
endef
