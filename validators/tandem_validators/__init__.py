"""The shape of what is handed over: guideline loader, handoff models, redacted reports.

Knows no Prefect and opens no DuckDB connection.
"""
