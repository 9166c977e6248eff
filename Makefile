# Everything a newcomer needs: `make demo`, `make test`, `SPOIWO_TOKEN=… make run`. Needs Python 3.11+, make and git.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ROOMS := bot facilitation handlers locales papers sandbox storage web
READY := $(VENV)/.ready
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps
# Tests of processes wait a lot, so that one more at a time than there are processors is faster.
PYTEST := $(BIN)/pytest -n $(shell $(PYTHON) -c 'import os; print(len(os.sched_getaffinity(0)) + 1 if hasattr(os, "sched_getaffinity") else "auto")') --dist worksteal
RESOLVE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header

# Tests commit a lot and need nothing afterwards: in memory they do not wait for the disk.
export PYTEST_DEBUG_TEMPROOT ?= $(wildcard /dev/shm)

# Tests start many processes: what is compiled once is not compiled again, whatever the shell says.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo run test soak bench check format lock sandbox clean setup

demo: setup
	$(BIN)/spoiwo demo $(ARGS)

run: setup
	$(BIN)/spoiwo run

sandbox: setup
	$(BIN)/spoiwo sandbox $(ARGS)

test: setup
	$(PYTEST) $(ARGS)

soak: setup
	$(BIN)/python -m tests.soak $(ARGS)

bench: setup
	$(BIN)/python -m benchmarks.road

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m locales.tool check
	$(BIN)/python -m storage.migrate check

format: setup
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: setup
	$(RESOLVE) pyproject.toml --output-file requirements.txt
	$(RESOLVE) pyproject.toml --group dev --output-file requirements-dev.txt
	echo uv | $(RESOLVE) - --constraint requirements-dev.txt --no-annotate --output-file requirements-installer.txt

clean:
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

setup: $(READY)

# uv installs in seconds what takes pip minutes; where uv can't reach its index, pip does the same by its own settings.
# What is compiled here need not be compiled at every start: that is two seconds to the first answer, not four.
$(READY): requirements-dev.txt requirements-installer.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=python3.12 …"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(PIP) --require-hashes -r requirements-installer.txt
	$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --no-deps --require-hashes -r requirements-dev.txt \
		|| $(PIP) --require-hashes -r requirements-dev.txt
	$(PIP) --no-build-isolation --editable .
	$(BIN)/python -m compileall -q $(ROOMS)
	@touch $@
