# A fresh machine needs python3 (3.11 or newer, with venv) and make. Everything is installed
# into .venv, here in this folder; `make clean` takes it away again.

#: PYTHON      the Python that .venv is made with (python3)
PYTHON ?= python3
#: CONTENT     the folder that `run` serves (content)
CONTENT ?= content
#: HOST, PORT  where `run` listens (127.0.0.1, 8000)
HOST ?=
PORT ?=
#: ARGS        further options for the command that a target runs
ARGS ?=
#: EXAMPLES    the number of requests that `fuzz` sends for each operation (1000)
EXAMPLES ?= 1000
#: KUBERNETES  the versions that `deploy` checks the manifests against, oldest and newest
KUBERNETES ?= 1.33 1.37
#: MINUTES     how long `resilience` takes (30)
MINUTES ?= 30
#: SEED        where the chance of `resilience` begins (1)
SEED ?= 1
#: ROWS        the rows that `bench` measures (all)
ROWS ?=
#: SMOKE       1 for a short `bench` without targets
SMOKE ?=
#: CHROMIUM    the browser of `e2e` (chromium)

VENV := .venv
BIN := $(VENV)/bin
RUNTIME := $(VENV)/.installed-runtime
DEV := $(VENV)/.installed-dev
MANIFESTS = $(filter-out %/kustomization.yaml,$(wildcard deploy/kubernetes/*.yaml))

# The project goes in after the lock, without its dependencies: hash-checked installs take no
# editable project. Its build backend is in the lock, so nothing is fetched for the build.
PIP := $(BIN)/python -m pip --disable-pip-version-check
# The lock is whole, so nothing is resolved anew: pip would look at newer releases of what a
# package asks for with an extra, and refuse them for having no hash. `pip check` tells of gaps.
INSTALL_LOCK := $(PIP) install --quiet --no-deps --require-hashes --requirement
INSTALL_PROJECT := $(PIP) install --quiet --no-deps --no-build-isolation --editable .
# As an installed package is; the environment may forbid that imports write their bytecode.
COMPILE := $(BIN)/python -m compileall -q app

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help run test coverage check e2e format parity contract conditions search fuzz deploy resilience flips mutations bench lock install \
	clean node chromium jekyll nginx wrk hugo FORCE

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo "Variables, such as in: make run CONTENT=~/our-site PORT=8080"
	@sed -n 's/^#: /  /p' Makefile

run: $(RUNTIME) ## Serve content/ on http://127.0.0.1:8000 (HOST=, PORT=, CONTENT=)
	@exec $(BIN)/bodywise serve $(CONTENT) $(if $(HOST),--host $(HOST)) $(if $(PORT),--port $(PORT)) $(ARGS)

test: $(DEV) ## Run the tests (ARGS="-k links" for some of them)
	$(BIN)/python -m pytest -n auto --dist worksteal $(ARGS)

coverage: $(DEV) ## Run the tests and print how much of the code they reach: twice the time
	$(BIN)/python -m pytest -n auto --dist worksteal --cov $(ARGS)

check: $(DEV) deploy ## Lint, formatting, types, direction of imports, the container and deploy/
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo --cache-dir .cache/import-linter

e2e: $(DEV) node chromium ## Build a typed front end on the service and drive it in a browser
	PATH="$(CURDIR)/$(BIN):$$PATH" tests/e2e/run

format: $(DEV) ## Format the code and mend what the linter can mend
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

parity: $(DEV) node jekyll hugo ## Compare us with CommonMark's examples, remark, Jekyll and Hugo (ARGS=hugo: only it)
	PATH="$(CURDIR)/$(BIN):$$PATH" tests/parity/run $(ARGS)

contract: $(DEV) ## Take down the API as it is now: the committed document and its examples
	$(BIN)/python -m tests.contract.refresh

conditions: $(DEV) ## Print recall and precision on the labelled clinic pages (ARGS=misses: each name)
	@$(BIN)/python -m tests.conditions $(ARGS)

search: $(DEV) ## Print how many labelled queries find the right answer first (ARGS=misses: each that does not)
	@$(BIN)/python -m tests.search $(ARGS)

fuzz: $(DEV) ## Ask a server thousands of things and hold it to its contract (EXAMPLES=1000)
	$(BIN)/python -m tests.contract.fuzz $(EXAMPLES)

deploy: $(DEV) nginx ## Check the container's recipe and all of deploy/, and try the cache with a real nginx
	$(BIN)/hadolint Dockerfile
	$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec deploy/compose/compose.yaml
	@# It only warns of a kind that it has no schema for, so all that it says is a failure.
	@told=`$(BIN)/kubernetes-validate --strict --quiet $(KUBERNETES:%=-k %) $(MANIFESTS) 2>&1` && \
		test -z "$$told" || { echo "$$told"; exit 1; }
	$(BIN)/python -m pytest $(ARGS) tests/deploy/cache.py

resilience: $(DEV) ## Put the service under fire: edits, restarts, hostile clients (MINUTES=30, SEED=1)
	$(BIN)/python -m tests.resilience --minutes $(MINUTES) --seed $(SEED) $(ARGS)

flips: $(DEV) ## Swap files with links, pipes, folders and devices while they are read (SEED=1, ARGS="--minutes 5")
	$(BIN)/python -m tests.resilience.flips --seed $(SEED) $(ARGS)

mutations: $(DEV) ## Send requests with mutated heads on raw connections (SEED=1, ARGS="--minutes 10")
	$(BIN)/python -m tests.resilience.mutations --seed $(SEED) $(ARGS)

bench: $(DEV) wrk hugo nginx ## Measure beside uvicorn, FastAPI, nginx and Hugo (ROWS=hot,304; SMOKE=1: in short)
	$(BIN)/python -m tests.bench $(if $(ROWS),--rows $(ROWS)) $(if $(SMOKE),--smoke) $(ARGS)

# Not $(DEV), whose `pip check` fails while a new dependency is not in the lock yet.
lock: $(VENV)/.python ## Write the locks anew from pyproject.toml (ARGS=--upgrade for newer versions)
	@$(INSTALL_LOCK) requirements-dev.lock
	$(call compile,requirements-dev.lock,--group dev)
	$(call compile,requirements.lock,--group build --constraint requirements-dev.lock)

install: $(DEV) ## Install everything that test and check need

clean: ## Remove all that the other commands made
	rm -rf $(VENV) .cache .hypothesis build dist
	find app tests -type d -name __pycache__ -prune -exec rm -rf {} +

# Versions already in a lock stay, unless --upgrade asks for newer ones. No header and no
# annotations: nothing in a lock names a machine or an index.
define compile
	$(BIN)/uv pip compile pyproject.toml $(2) --output-file $(1) \
		--universal --python-version 3.11 --generate-hashes \
		--no-annotate --no-header --no-emit-index-url --no-emit-find-links --quiet $(ARGS)
endef

# Made anew when another Python is asked for, or when the folder was moved or copied.
$(VENV)/.python: FORCE
	@identity=`$(PYTHON) -c 'import sys; sys.stdout.write(sys.version.split()[0] + " in " + sys.prefix); sys.exit(sys.version_info < (3, 11))' 2>&1` || { \
		echo "make: Python 3.11 or newer is needed, and \"$(PYTHON)\" is: $$identity" >&2; \
		echo "make: Install a newer one, or name it: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; \
		exit 1; }; \
	identity="$$identity $(CURDIR)"; \
	if [ -x $(BIN)/python ] && [ "`cat $@ 2>/dev/null`" = "$$identity" ]; then exit 0; fi; \
	echo "Making $(VENV) ..."; \
	rm -rf $(VENV); \
	if ! output=`$(PYTHON) -m venv $(VENV) 2>&1`; then \
		rm -rf $(VENV); \
		echo "$$output" >&2; \
		echo "make: \"$(PYTHON)\" cannot make a virtual environment with pip in it." >&2; \
		echo "make: On Debian or Ubuntu, as root: apt-get install python3-venv" >&2; \
		exit 1; \
	fi; \
	printf '%s\n' "$$identity" > $@

$(RUNTIME): requirements.lock pyproject.toml $(VENV)/.python
	@echo "Installing what the service needs into $(VENV) ..."
	@$(INSTALL_LOCK) requirements.lock
	@$(INSTALL_PROJECT)
	@$(PIP) check --quiet
	@$(COMPILE)
	@touch $@

$(DEV): requirements-dev.lock pyproject.toml $(VENV)/.python
	@echo "Installing what the service and its tests need into $(VENV) ..."
	@$(INSTALL_LOCK) requirements-dev.lock
	@$(INSTALL_PROJECT)
	@$(PIP) check --quiet
	@$(COMPILE)
	@touch $@ $(RUNTIME)

node:
	@if command -v node >/dev/null && command -v npm >/dev/null; then exit 0; fi; \
	if [ "`id -u`" != 0 ] || ! command -v apt-get >/dev/null; then \
		echo "make: Node.js with npm is needed. On Debian or Ubuntu, as root: apt-get install nodejs npm" >&2; \
		exit 1; \
	fi; \
	export DEBIAN_FRONTEND=noninteractive; \
	apt-get update --quiet=2 && apt-get install --quiet=2 --yes --no-install-recommends nodejs npm

chromium:
	@if [ -n "$$CHROMIUM" ] || command -v chromium >/dev/null; then exit 0; fi; \
	if [ "`id -u`" != 0 ] || ! command -v apt-get >/dev/null; then \
		echo "make: Chromium is needed. On Debian, as root: apt-get install chromium" >&2; \
		echo "make: Or name one: make e2e CHROMIUM=/path/to/chrome" >&2; \
		exit 1; \
	fi; \
	export DEBIAN_FRONTEND=noninteractive; \
	apt-get update --quiet=2 && apt-get install --quiet=2 --yes --no-install-recommends chromium

jekyll:
	@if command -v jekyll >/dev/null && ruby -e 'require "jekyll"; require "jekyll-redirect-from"' 2>/dev/null; then \
		exit 0; \
	fi; \
	if [ "`id -u`" != 0 ] || ! command -v apt-get >/dev/null; then \
		echo "make: Jekyll is needed. On Debian, as root: apt-get install jekyll ruby-jekyll-redirect-from" >&2; \
		exit 1; \
	fi; \
	export DEBIAN_FRONTEND=noninteractive; \
	apt-get update --quiet=2 && \
		apt-get install --quiet=2 --yes --no-install-recommends jekyll ruby-jekyll-redirect-from

nginx wrk hugo:
	@# Debian has nginx where only root's path leads.
	@if command -v $@ >/dev/null || [ -x /usr/sbin/$@ ]; then exit 0; fi; \
	if [ "`id -u`" != 0 ] || ! command -v apt-get >/dev/null; then \
		echo "make: $@ is needed. On Debian or Ubuntu, as root: apt-get install $@" >&2; \
		exit 1; \
	fi; \
	export DEBIAN_FRONTEND=noninteractive; \
	apt-get update --quiet=2 && apt-get install --quiet=2 --yes --no-install-recommends $@

FORCE:
