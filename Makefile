# Needs only python3 (>=3.11), pip (>=22.3) and make. No compiler, no database server.
PY    ?= python3
BIN   := .venv/bin
DISTS := . plugins/lumens plugins/interaktcontour plugins/wil
PROJECTS := pyproject.toml $(wildcard plugins/*/pyproject.toml)
# --without-pip: Debian without python3-venv has no ensurepip, and skipping it saves seconds anywhere.
PIP   := $(PY) -m pip --python $(BIN)/python --disable-pip-version-check --quiet

# What was compiled is kept, whatever the machine says: every process of a test run reads it again.
PYTEST := PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest

.DEFAULT_GOAL := run
.PHONY: run test siege days lint e2e bench lock clean dev docs

run: .venv/.run        ## installs, prepares ./var, starts web and scheduler, prints the address
	$(BIN)/wederhoor run

test: .venv/.dev       ## every test but the browser's and the siege's, on SQLite and on a real PostgreSQL
	$(PYTEST) -m "not e2e and not siege and not other_database" -n 3 --dist loadgroup

siege: .venv/.dev      ## the running program killed, frozen, starved, flooded; everybody at every address, every letter, every kind of file; what is long, on PostgreSQL too
	$(PYTEST) -m "siege or other_database" -n 2 --dist loadgroup tests

days: .venv/.dev       ## a slice of the tests on leap days, at midnight, when the clock changes, years on
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m tests.days

lint: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry platform migrations
	$(BIN)/deptry tests --ignore DEP002,DEP004
	$(foreach dist,$(filter plugins/%,$(DISTS)),$(BIN)/deptry --config $(dist)/pyproject.toml $(dist)/wederhoor_$(notdir $(dist)) &&) :
	$(BIN)/djlint templates --check --lint
	$(BIN)/python -m tests.checks

e2e: .venv/.dev        ## the journeys in a real browser; needs chromium
	$(PYTEST) -m e2e -n 2 --dist loadgroup tests/e2e

bench: .venv/.dev      ## measures, judges nothing
	$(BIN)/python -m tests.bench

docs: .venv/.dev
	$(BIN)/python -m tests.checks --write

dev: .venv/.dev

.venv/.run: requirements.lock $(PROJECTS)
	test -x $(BIN)/python || $(PY) -m venv --without-pip .venv
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation --no-index $(addprefix -e ,$(DISTS))
	touch $@

.venv/.dev: .venv/.run requirements-dev.lock
	$(PIP) install --require-hashes -r requirements-dev.lock
	touch $@

# Maintainers only (uv >= 0.13 on PATH). No index addresses land in the files.
LOCK = uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url
lock:
	$(LOCK) pyproject.toml requirements-build.in -o requirements.lock
	$(LOCK) --extra dev pyproject.toml requirements-build.in -o requirements-dev.lock

clean:
	rm -rf .venv var
