"""The only place that opens a partnership's DuckDB file: handoffs, manifest, ledger, cases.

One file holds one partnership. Compute outside, open, one transaction, close.
"""
