# Every target sets up all it needs by itself. Needs only make and Python >= 3.11 with venv.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready
AXE := tests/browser/node_modules/.package-lock.json
export PYTHONUTF8 := 1

.DEFAULT_GOAL := help
.PHONY: help report test lab bench bench-findings bench-reading samples docs lock clean

help:
	@echo 'make report   data/raw -> data/processed: a workbook, a page and tables for each report, and an index'
	@echo 'make report SOURCE=my.pdf   the same for a report of your own: a file or a folder'
	@echo 'make test     style, types, tests, notebooks'
	@echo 'make lab      JupyterLab on the notebooks'
	@echo 'make bench    how long each stage takes'
	@echo 'make bench-findings   what the checker finds of mistakes planted in generated accounts'
	@echo 'make bench-reading    how rightly and fast every format is read, beside camelot and pdfplumber'
	@echo 'make samples  the sample reports of data/raw, made again from their figures'
	@echo 'make docs     docs/rules.md, made again from the rules'
	@echo 'make clean    remove .venv, results and caches'

# The shell reads SOURCE itself: file names hold blanks and brackets.
report: $(READY)
	$(BIN)/final-accounts run $${SOURCE:+"$$SOURCE"}

test: $(READY) $(AXE)
	$(BIN)/ruff check .
	$(BIN)/mypy --strict lib
	$(BIN)/python -m pytest --nbval-lax --nbval-current-env tests notebooks

lab: $(READY)
	$(BIN)/jupyter lab --notebook-dir=notebooks

bench: $(READY)
	$(BIN)/python -m bench

# OPTIONS='--accounts 2000 --jobs 2' for the whole measurement.
bench-findings: $(READY)
	$(BIN)/python -m bench.findings $(OPTIONS)

# OPTIONS='--formats ruled docx --repeats 3', '--account sichuan:7', '--whole-scans' and others: OPTIONS=--help.
bench-reading: $(READY)
	$(BIN)/python -m bench.reading $(OPTIONS)

samples: $(READY)
	$(BIN)/python tools/make_samples.py

docs: $(READY)
	$(BIN)/python tools/build_rule_docs.py

# Needs uv on the path; everybody else installs what this wrote.
lock:
	uv pip compile pyproject.toml --extra lab --extra ocr --extra dev --universal --python-version 3.11 \
	  --fork-strategy fewest --generate-hashes --no-annotate --custom-compile-command 'make lock' -o requirements.lock

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo 'final_accounts needs Python 3.11 or newer, and "$(PYTHON)" is not: name one, as in  make $(or $(MAKECMDGOALS),report) PYTHON=python3.12' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo '"$(PYTHON)" has no venv: install it (Debian and Ubuntu: apt install python3-venv)' >&2; exit 1; }
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -q lib
	@touch $@

# Looks for barriers in the pages. Without npm the test that needs it is skipped, in CI it fails.
$(AXE): tests/browser/package-lock.json
	@if command -v npm >/dev/null; then npm ci --silent --no-audit --no-fund --prefix tests/browser; fi

clean:
	rm -rf tests/browser/node_modules .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find data/processed -mindepth 1 ! -name .gitkeep -delete
	find lib tests bench tools -name __pycache__ -prune -exec rm -rf {} +
