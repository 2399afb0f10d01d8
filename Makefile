# Everything this repository can do. The work is in scripts/, the names are here.
.DEFAULT_GOAL := help
.PHONY: help demo run engine test check fix bench app messages glossary lock runtime dev tools chdb
PYTHON ?= python3
IN := .venv/bin/

help: ## this list
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/make \1|\2/' | column -t -s '|' 2>/dev/null || true

demo: runtime ## install, build the demo company, serve it, print address and sign-ins
	@$(IN)maizi up --demo

run: runtime ## the same with an empty company of your own
	@$(IN)maizi up

engine: runtime ## install DuckDB, which groups the facts of analyses over many orders in SQLite
	@$(PYTHON) scripts/prepare.py engine

test: dev tools chdb ## everything the build checks, on SQLite and PostgreSQL (route=private: a server of its own)
	@$(IN)python -m scripts.check $(route)

check: test ## what the build server runs (the same as test)

fix: dev ## format, repair, refresh messages and glossary
	@$(IN)python -m scripts.fix

bench: dev chdb ## measure, as ratios against a limit measured in the same run
	@$(IN)python -m bench

app: dev ## scaffold a new app: make app name=catalog
	@$(IN)python -m scripts.scaffold $(name)

messages: dev ## collect texts into the catalogues and build them
	@$(IN)python -m scripts.messages collect compile

lock: dev ## renew requirements/*.txt from pyproject.toml
	@$(IN)python -m scripts.lock $(options)

runtime:
	@$(PYTHON) scripts/prepare.py runtime
	@$(IN)python -m scripts.messages compile

dev: runtime
	@$(PYTHON) scripts/prepare.py dev

tools:
	@$(PYTHON) scripts/prepare.py tools

chdb:
	@$(PYTHON) scripts/prepare.py chdb
