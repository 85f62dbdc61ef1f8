# Dryfit. `make` alone lists what can be done; every target sets up what it needs.

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run test check models client wheel docs lock llm clean

PY      := .venv/bin/python
PIP     := $(PY) -m pip install --disable-pip-version-check
LOCKED  := $(PIP) --require-hashes
NPM     := scripts/npm
CLIENT  := server/dryfit/web/client/index.html
MODULES := mobile-client/node_modules/.package-lock.json
STOCK   := tests/stock/node_modules/.package-lock.json
CLIENT_SOURCES := $(shell find mobile-client -type f -not -path '*/node_modules/*' -not -path '*/test*' 2>/dev/null)

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

run: .venv/.run models $(CLIENT) ## set up and serve; scan the QR code with a phone
	@.venv/bin/dryfit serve $(ARGS)

test: .venv/.dev .venv/.llm .venv/.llama $(CLIENT) $(STOCK) ## set up and run all tests (ARGS="-k words" for some)
	@$(PY) -m dryfit.models --tests
	$(NPM) test
	$(PY) -m pytest $(ARGS)

check: .venv/.dev $(CLIENT) ## formatting, lint, types, then all tests
	.venv/bin/ruff format --check . && .venv/bin/ruff check .
	.venv/bin/mypy server audio tests && $(NPM) run check
	@$(MAKE) --no-print-directory test

models: .venv/.run ## fetch the model files that are missing and verify them
	@$(PY) -m dryfit.models

client: $(CLIENT) ## build the phone client

wheel: .venv/.dev $(CLIENT) ## build the wheel, client and scenarios inside
	$(PY) -m build --wheel --no-isolation --outdir dist

docs: .venv/.run ## write the pages that are made from code
	$(PY) -m dryfit.turn.document > docs/turn-taking.md
	$(PY) -m dryfit schema > personas/scenario.schema.json
	$(PY) -m dryfit schema --drill > personas/drill.schema.json

lock: .venv/.dev ## write the lock files anew from pyproject.toml
	scripts/lock

llm: .venv/.llm ## add what a language model as persona needs

clean: ## remove all that was made here (model files stay in the cache)
	rm -rf .venv dist build server/dryfit/web/client mobile-client/node_modules tests/stock/node_modules
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis test-results

# What the targets need. Each file stands for a finished step, so that the second time is quick.

.venv/.made:
	@python=$$(PYTHON='$(PYTHON)' scripts/find-python) && echo "Making .venv with $$python" && "$$python" -m venv --clear .venv
	@touch $@

.venv/.run: .venv/.made requirements.lock pyproject.toml
	@echo "Installing packages, each checked against its hash (the first time takes a minute or two)"
	@$(LOCKED) -r requirements.lock && $(PIP) --no-deps --no-build-isolation -e .
	@touch $@

.venv/.dev: .venv/.run requirements-dev.lock
	@$(LOCKED) -r requirements-dev.lock
	@touch $@

# Only tests need it: where there is no wheel for the machine, they say so and are skipped.
.venv/.llama: .venv/.run requirements-llama.lock
	-@$(LOCKED) --only-binary :all: -r requirements-llama.lock && touch $@

# Installed after .dev where that is wanted too, whose pins it shares.
.venv/.llm: .venv/.run requirements-llm.lock
	@$(LOCKED) -r requirements-llm.lock
	@touch $@

$(MODULES): mobile-client/package-lock.json | .venv/.run
	$(NPM) ci --no-audit --no-fund
	@touch $@

# Only tests need it: where it cannot be had, they say so and are skipped.
$(STOCK): tests/stock/package-lock.json | .venv/.run
	-NPM_DIR=tests/stock $(NPM) ci --no-audit --no-fund && touch $@

$(CLIENT): $(MODULES) $(CLIENT_SOURCES)
	$(NPM) run build
	@touch $@
