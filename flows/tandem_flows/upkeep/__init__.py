"""Keeping a workspace in good order: checks, backups, upgrades, and partnerships that rest or end.

Knows no Prefect and no command line.
"""
