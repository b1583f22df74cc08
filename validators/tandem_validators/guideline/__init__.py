"""The written process as values: clauses, parameters, readings, and organisations' own values."""
