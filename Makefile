# Two commands do everything: `make run` and `make test`. The others are parts of them.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
VENV := .venv
PY := $(VENV)/bin/python
LOCK := config/requirements-dev.lock

.PHONY: help install run test lint types contracts sqlite postgres browser proof bench lock clean

help:  ## say what there is
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

install: $(VENV)/installed  ## the environment alone, in .venv

$(VENV)/installed: $(LOCK)
	@command -v python3 >/dev/null || { echo "Python 3.11 or newer is needed: install python3 and python3-venv."; exit 1; }
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; this is $$(python3 --version)."; exit 1; }
	@python3 -m venv $(VENV) || { echo "python3 -m venv failed: on Debian run 'apt-get install python3-venv'."; exit 1; }
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r $(LOCK)
	@touch $@

run: install  ## an example council with a life of its own, the main job before your eyes, then the site
	$(PY) manage.py demo

test: lint types contracts sqlite postgres  ## everything that must hold before a change lands

lint: install
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	config/check-deploy

types: install
	$(VENV)/bin/mypy

contracts: install
	$(VENV)/bin/lint-imports --no-cache
	$(PY) manage.py makemigrations --check --dry-run

sqlite: install
	DATABASE_URL= $(VENV)/bin/pytest -n 2 --database sqlite

# What is tried is thrown away, so no commit waits for the disk (proofs and benchmarks wait); rules
# know no database, and were tried on the other lane.
postgres: install
	@config/with-postgres env PGOPTIONS="-c synchronous_commit=off" $(VENV)/bin/pytest -n 2 --database postgres --ignore tests/rules

browser: install  ## the pages in a real Chromium at 360 x 740
	DATABASE_URL= config/with-chromium $(VENV)/bin/pytest -n 2 --browser -m browser --database sqlite

proof: install  ## each promise proved (QUICK=1: within five minutes; CONTROL=1: what must be caught)
	@config/with-postgres $(PY) manage.py prove --all $(if $(QUICK),--quick) $(if $(CONTROL),--control)

bench: install  ## how fast it is here
	@config/with-postgres $(PY) manage.py bench --all

lock: install  ## resolve dependencies again (needs uv)
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header -o config/requirements.lock
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header -o $(LOCK)

clean:
	rm -rf $(VENV) var
