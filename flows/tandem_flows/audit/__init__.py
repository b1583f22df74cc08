"""What an auditor takes away: conformance by clause and by call, exports, seals, and their checks.

Reads the ledger and the guideline; writes nothing to a store except that a seal was made.
"""
