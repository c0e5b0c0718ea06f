# Every task of the project. `make help` explains them.
SHELL := /bin/sh
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
HOST ?= 127.0.0.1
PORT ?= 8000
IMAGE ?= virtlas
ROUNDS ?= 1
# Tests run on as many cores as there are, up to four; a file's tests stay together.
CORES = -n auto --maxprocesses 4 --dist loadfile
TOGETHER ?= 1
UV_COMPILE = $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes \
	--no-header --no-emit-index-url --no-emit-find-links --no-annotate pyproject.toml
DEV_LINE = \# ---- development only: everything below is left out of the image ----

.PHONY: help run test test-slow lint audit contract check-knowledge gallery eval bench faults e2e image lock clean

help: ## explain every target
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# One stamp per lock file: the set-up runs again only when the lock changes.
$(VENV)/.locked: requirements.lock
	@echo "Setting up $(VENV) from requirements.lock (about a minute, once) …"
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12") if sys.version_info < (3, 11) else None'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

run: $(VENV)/.locked ## set up, migrate, load the knowledge and serve on http://HOST:PORT (127.0.0.1:8000)
	@$(BIN)/python -m compileall -q wsgi.py diagrams service
	@HOST=$(HOST) PORT=$(PORT) $(BIN)/python -m service.serve

test: $(VENV)/.locked ## set up and run the fast tests (under five minutes)
	@$(BIN)/python -m pytest $(CORES)

test-slow: $(VENV)/.locked ## run the marked slow tests: real browser, whole atlas (needs Debian's chromium)
	@$(BIN)/python -m pytest -m slow --ignore=tests/e2e $(CORES)

lint: $(VENV)/.locked ## ruff, mypy --strict, the import contracts, bandit, hadolint, known vulnerabilities
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/bandit -q -c pyproject.toml -r service diagrams migrations wsgi.py
	@$(BIN)/hadolint Dockerfile
	@$(BIN)/python packaging/audit.py

audit: $(VENV)/.locked ## look every locked package up for known vulnerabilities; fails where that is impossible (needs the network)
	@$(BIN)/python packaging/audit.py --strict

contract: $(VENV)/.locked ## hold the OpenAPI document against the running service: 20,000 made-up requests and more (half an hour)
	@$(BIN)/python -m tests.proof.contract

check-knowledge: $(VENV)/.locked ## find errors, contradictions, gaps and bad wording in knowledge/, with file, line and a hint
	@$(BIN)/flask --app wsgi knowledge check --strict

gallery: $(VENV)/.locked ## draw every picture in both languages into one page, build/gallery/index.html
	@$(BIN)/flask --app wsgi migrate && $(BIN)/flask --app wsgi knowledge load && $(BIN)/flask --app wsgi gallery build/gallery

eval: $(VENV)/.locked ## ask the own question set: ranks, right answers, refusals, latency, failures
	@$(BIN)/python -m tests.eval

bench: $(VENV)/.locked ## measure lookups, comparisons and pictures; prints one table
	@$(BIN)/python -m bench

faults: $(VENV)/.locked ## kill, fill, freeze and stop real servers; prints what was lost (ROUNDS=20: the long form)
	@ROUNDS=$(ROUNDS) TOGETHER=$(TOGETHER) $(BIN)/python -m tests.faults

e2e: $(VENV)/.locked ## walk the pages in a real browser (needs Debian's chromium)
	@$(BIN)/python -m pytest -m slow tests/e2e $(CORES)

image: ## build the container image with docker, podman or buildah (IMAGE=name, BASE=image)
	@sh packaging/image.sh "$(IMAGE)"

lock: $(VENV)/.locked ## write requirements.lock anew from pyproject.toml
	@mkdir -p build && $(BIN)/python -m pip install --quiet uv
	@$(UV_COMPILE) -o build/runtime.lock
	@$(UV_COMPILE) --group dev -c build/runtime.lock -o build/dev.lock \
		$$(sed -n 's/^\([a-zA-Z0-9_.-]*\)==.*/--no-emit-package \1/p' build/runtime.lock)
	@{ echo "# Written by 'make lock'. Install with: pip install --require-hashes -r requirements.lock"; cat build/runtime.lock; \
		echo "$(DEV_LINE)"; cat build/dev.lock; } > requirements.lock

clean: ## remove the environment, caches, build results and the local database
	@rm -rf $(VENV) build instance .mypy_cache .ruff_cache .pytest_cache
