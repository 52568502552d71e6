# SoTecIn Graph. `make` prints what there is.

PORT ?= 8501
PYTEST_ARGS ?= -n 3 --dist loadfile --no-loadscope-reorder
BENCHES = live sessions canvas writes clusters similar council faults flood workshop payloads bombs
python = .venv/bin/python
# Each session of Streamlit holds four open files, each browser in a test or bench one more.
files = ulimit -n "$$(ulimit -Hn)" 2>/dev/null || true;
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.DEFAULT_GOAL := help
.PHONY: help run test check form types rooms house tables fix bench demo catalogues audit sbom

help:
	@echo "make run     start on http://127.0.0.1:$(PORT) with the example programme (PORT=, SOTECIN_DATA=folder)"
	@echo "make test    all tests, those in a browser too (PYTEST_ARGS=, CHROMIUM=path)"
	@echo "make check   form, types, import rules, sizes, tables against migrations"
	@echo "make fix     put the form right"
	@echo "make bench   measure what we claim to be fast, beside a peer"
	@echo "make audit   ask for known weaknesses of what runs (needs the network; fails where nothing could be asked)"
	@echo "make sbom    write what runs as CycloneDX to sbom.cdx.json"
	@echo "make catalogues  bring the texts of the source into each language's catalogue, and compile them"
	@echo "make demo    put the example programme into the database"

run: .venv/runs
	@$(files) SOTECIN_ADDRESS="$${SOTECIN_ADDRESS:-http://127.0.0.1:$(PORT)}" exec $(python) -m streamlit run app.py --server.port $(PORT)

demo: .venv/runs
	@exec $(python) -m sotecin_graph demo

test: .venv/develops
	@$(files) browser=$$(.ci/browser) && CHROMIUM="$$browser" exec $(python) -m pytest $(PYTEST_ARGS)

check: form types rooms house tables

form: .venv/develops
	$(python) -m ruff format --check .
	$(python) -m ruff check .

types: .venv/develops
	$(python) -m mypy

rooms: .venv/develops
	.venv/bin/lint-imports --no-logo

house: .venv/develops
	$(python) -m pytest -q tests/house

tables: .venv/develops
	$(python) -m db.check

fix: .venv/develops
	$(python) -m ruff format .
	$(python) -m ruff check --fix .

bench: .venv/develops
	@$(files) for name in $(BENCHES); do \
		if [ -e bench/$$name.py ] || [ -e bench/$$name ]; then echo "bench.$$name" && $(python) -m bench.$$name --json || exit 1; fi; \
	done

catalogues: .venv/runs
	@$(python) -m sotecin_graph.catalogues

audit: .venv-audit/done
	@.ci/audit

sbom: .venv-audit/done
	@grep -v '^-e ' requirements.txt | .venv-audit/bin/cyclonedx-py requirements - --output-reproducible --output-format JSON --output-file sbom.cdx.json

# Stamps: touched after an install, older than the pins when there is something new to install.
.venv/runs: requirements.txt pyproject.toml
	@.ci/python
	@echo "Installing what runs (once; a few minutes on a slow line)"
	@$(python) -m pip install --quiet --requirement requirements.txt
	@touch $@

.venv/develops: requirements-dev.txt .venv/runs
	@echo "Installing what checks and tests"
	@$(python) -m pip install --quiet --requirement requirements-dev.txt
	@touch $@

.venv-audit/done: requirements-audit.txt .venv/runs
	@$(python) -m venv .venv-audit && .venv-audit/bin/python -m pip install --quiet --requirement requirements-audit.txt
	@touch $@
