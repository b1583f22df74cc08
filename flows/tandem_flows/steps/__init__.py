"""The steps: plain functions that read, apply a rule and write; `orchestrate` makes them flows."""
