"""A patient's rights over the record: erasure, retention, and the account of what went out.

Here: what may leave for which purpose, and what belongs to a patient. Not here: encryption (store,
transit), and what is withheld from the source (source).
"""
