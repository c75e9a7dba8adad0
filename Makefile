# Two commands matter: `make demo` and `make test`. Both start from a machine with Python >= 3.11 and make, no more.
# Works with GNU make 3.81 and later. Stamp files inside .venv remember what is installed.

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
READY := $(VENV)/.stamp-runtime
READY_OCR := $(VENV)/.stamp-ocr
READY_DEV := $(VENV)/.stamp-dev
READY_SYSTEM := $(VENV)/.stamp-system
DEMO := yunxi-2020-adjustment
DEMO_MORE := yunxi-2023-debt-limit
# Hashes make a lock binding; addresses of package indexes do not belong in it.
COMPILE := $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
  --no-header --no-emit-index-url --no-emit-find-links
PYTHON ?=
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help demo ocr test bench calibrate fuzz hostile sweep mine lint format generated lock bundle clean

help: ## list these commands
	@echo "make COMMAND, where COMMAND is one of"
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-9s %s\n", $$1, $$2 }' Makefile

demo: $(READY) ## set up .venv, check the example dossier in data/ and write its workbook to out/
	@mkdir -p out
	$(BIN)/fiscal check data/$(DEMO) --fail-on never
	$(BIN)/fiscal export data/$(DEMO) -o out/$(DEMO).xlsx
	@echo
	@echo "Workbook (核对工作簿): out/$(DEMO).xlsx"
	@echo "Another dossier to try (另一个例子): $(BIN)/fiscal check data/$(DEMO_MORE)"

ocr: $(READY_OCR) ## set up .venv with what reads scans and photographs

test: lint $(READY_SYSTEM) ## set up .venv, then lint, types, import rules and every test (ARGS=... goes to pytest)
	$(BIN)/python -m pytest $(ARGS)

lint: $(READY_DEV) ## set up .venv, then ruff, mypy --strict and the import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

format: $(READY_DEV) ## lay out the code as `make lint` wants it
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

generated: $(READY_DEV) ## make anew what is made from other files: compiled catalogues of texts, the JSON Schemas
	PYTHONPATH=. $(BIN)/python -P -m tests.compiled_catalogues
	PYTHONPATH=. $(BIN)/python -P -m reconcile.reports.machine.review_schema
	PYTHONPATH=. $(BIN)/python -P -m reconcile.reports.changes.changes_schema

bench: $(READY_DEV) ## time whole runs, and readers against their peers (ARGS="--write docs/benchmarks.md" keeps the result)
	$(BIN)/python -m benchmarks $(ARGS)

calibrate: $(READY_DEV) ## fit what confidence is made of, and write it and docs/confidence.md (ARGS=--dry only prints)
	$(BIN)/python -m benchmarks.calibrate $(ARGS)

fuzz: $(READY) ## read spoilt files and say which end badly (ARGS="FILE... --count 2000 --seed 1")
	PYTHONPATH=. $(BIN)/python -P -m tests.fuzz_readers $(ARGS)

hostile: $(READY) ## run in hostile surroundings and say what ends badly (ARGS="--count 2000 --seed 1")
	PYTHONPATH=. $(BIN)/python -P -m tests.hostile_runs $(ARGS)

sweep: $(READY) ## check every document of ../shared alone: how it ends, seconds, memory (ARGS="--write docs/benchmarks.md")
	PYTHONPATH=. $(BIN)/python -P -m benchmarks.corpus_sweep $(ARGS)

mine: $(READY) ## list wordings of a folder whose figures agree and which no check covers (ARGS=folder)
	PYTHONPATH=. $(BIN)/python -P -m benchmarks.mine_wordings $(ARGS)

lock: $(READY) ## make the four requirements*.txt anew from pyproject.toml, at the newest versions
	$(PIP) install -qq uv
	$(COMPILE) pyproject.toml -o requirements.txt
	$(COMPILE) --group build -o requirements-build.txt
	$(COMPILE) pyproject.toml --extra ocr -c requirements.txt -o requirements-ocr.txt
	$(COMPILE) --group dev -c requirements.txt -c requirements-ocr.txt -o requirements-dev.txt

bundle: $(READY) ## make the offline bundles in dist/ (ARGS="--target linux-x86_64 --python 3.12 --try" for one, tried without network)
	$(BIN)/python -m bundle $(ARGS)

clean: ## remove everything that was built or installed here
	rm -rf $(VENV) out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

# --- set-up ------------------------------------------------------------------------------------------------------

$(BIN)/python:
	@python=""; \
	for candidate in $(PYTHON) python3 python3.11 python3.12 python3.13 python3.14 python; do \
	  if "$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then python="$$candidate"; break; fi; \
	done; \
	if [ -z "$$python" ]; then \
	  echo "No Python 3.11 or newer was found; install one, or name it: make PYTHON=/path/to/python3 $(MAKECMDGOALS)" >&2; exit 2; \
	fi; \
	if ! "$$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then \
	  echo "$$python cannot make virtual environments; on Debian and Ubuntu install the package python3-venv, then try again" >&2; exit 2; \
	fi; \
	echo "$$python -m venv $(VENV)"; \
	"$$python" -m venv --clear $(VENV)

$(READY): requirements.txt requirements-build.txt constraints.txt pyproject.toml | $(BIN)/python
	$(PIP) install -qq --require-hashes -r requirements.txt -r requirements-build.txt
	$(PIP) install -qq --no-deps --no-build-isolation -c constraints.txt --editable .
	@touch $@

$(READY_OCR): requirements-ocr.txt $(READY)
	$(PIP) install -qq --require-hashes -r requirements-ocr.txt
	@touch $@

$(READY_DEV): requirements-dev.txt $(READY_OCR)
	$(PIP) install -qq --require-hashes -r requirements-dev.txt
	@touch $@

# A browser prints the HTML report; not every system has it as a package, so that it is asked for by itself.
# LibreOffice recalculates the workbook's formulas and converts old office files; the fonts draw pages for the recogniser.
# Tests that need them are skipped, with their reason, where they are not there and cannot be installed.
SYSTEM := libreoffice-calc libreoffice-writer fonts-noto-cjk
BROWSER := chromium-headless-shell
# Looks for what a screen reader would stumble over. Test material under MPL-2.0, no part of this repository.
AXE := 4.14.1
AXE_SHA256 := e6b0ce02b84d892e2e33e403485e7f3d6c29e2be6df65daf44d89ba564139745

$(READY_SYSTEM): | $(BIN)/python
	@if command -v dpkg-query >/dev/null && command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ] \
	  && ! dpkg-query -W $(SYSTEM) $(BROWSER) >/dev/null 2>&1; then \
	  echo "apt-get install $(SYSTEM) $(BROWSER) (once, for some tests; a minute or two)"; \
	  { timeout 120 apt-get update && DEBIAN_FRONTEND=noninteractive timeout 600 apt-get install -y --no-install-recommends \
	    $(SYSTEM); } >$(VENV)/apt.log 2>&1 || echo "could not be installed; the tests that need them will be skipped"; \
	  DEBIAN_FRONTEND=noninteractive timeout 600 apt-get install -y --no-install-recommends $(BROWSER) >>$(VENV)/apt.log 2>&1 \
	    || echo "no browser could be installed; the test that needs one will be skipped"; \
	fi
	@if command -v npm >/dev/null && command -v sha256sum >/dev/null && [ ! -f $(VENV)/axe/package/axe.min.js ]; then \
	  { mkdir -p $(VENV)/axe && cd $(VENV)/axe && timeout 60 npm pack --silent axe-core@$(AXE) \
	    && echo "$(AXE_SHA256)  axe-core-$(AXE).tgz" | sha256sum -c - && tar xzf axe-core-$(AXE).tgz package/axe.min.js; } \
	    >>$(CURDIR)/$(VENV)/apt.log 2>&1 || echo "axe-core could not be fetched; the test that needs it will be skipped"; \
	fi
	@touch $@
