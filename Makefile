# Sets up, runs and checks Underretningsatlas; `make` alone lists the targets.

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8501

VENV := .venv
IN := $(VENV)/bin/python
UV := $(shell command -v uv 2>/dev/null)
# Where uv is there but fails, as behind a proxy whose certificate only the system knows, pip may not.
INSTALL = $(if $(UV),$(UV) pip install --quiet --python $(IN) $(1) ||) $(IN) -m pip install --quiet --disable-pip-version-check $(1)
COMPILE = $(IN) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links
export UV_PYTHON_DOWNLOADS := never

.DELETE_ON_ERROR:
.PHONY: help run test check format lock data bench clean

help:  ## list the targets
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## */\t/' | expand -t 10

run: $(VENV)/runtime  ## set up if needed and open the atlas on http://HOST:PORT
	$(IN) -m streamlit run app.py --server.headless true --server.address $(HOST) --server.port $(PORT)

test: $(VENV)/browser check  ## set up if needed, check, and run all tests
	$(IN) -m pytest -n auto --dist worksteal

check: $(VENV)/dev  ## format, lint, types and import contracts
	$(IN) -m ruff format --check .
	$(IN) -m ruff check .
	$(IN) -m mypy
	$(VENV)/bin/lint-imports --no-logo

format: $(VENV)/dev  ## format the code and mend what the linter can
	$(IN) -m ruff check --fix-only .
	$(IN) -m ruff format .

lock: $(VENV)/dev  ## resolve the dependencies anew and pin them
	$(COMPILE) --upgrade pyproject.toml --output-file requirements.lock
	$(COMPILE) --upgrade pyproject.toml --group dev --constraint requirements.lock --output-file requirements-dev.lock

data: $(VENV)/runtime  ## build the facts database from the snapshots
	$(IN) -m data build

bench: $(VENV)/dev  ## fetch and build at full size, measured, into benchmarks/results/latest.md
	$(IN) -m benchmarks

clean:  ## remove what make and the tools made; built databases stay
	rm -rf $(VENV) .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -prune -exec rm -rf {} +

$(VENV)/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or later is needed, and $(PYTHON) is: $$($(PYTHON) --version 2>&1)." >&2; \
	  echo "Name another: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(VENV)/runtime: requirements.lock | $(VENV)/made
	$(call INSTALL,--require-hashes -r requirements.lock)
	@touch $@

$(VENV)/dev: requirements-dev.lock | $(VENV)/made
	$(call INSTALL,--require-hashes -r requirements-dev.lock)
	@touch $@ $(VENV)/runtime  # the dev lock holds the runtime's, so `make run` need not install again

$(VENV)/browser: $(VENV)/dev
	@$(IN) -m tests.browser.chromium || $(IN) -m playwright install chromium
	@touch $@
