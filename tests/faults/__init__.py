"""Faults put into the steps on purpose: what was stored stays whole, and the next run completes.

Here: runs without Prefect. A handful through Prefect is in `orchestrate/test_lost_process.py`.
"""
