"""The project's own invented sample: one plan and the lists of two practices, from a seed.

For the demo, the tests and the adoption guide. All people, places and numbers are invented; no
record of a real person went into it. Nothing of the process itself belongs here.
"""

from tandem_flows.sample.facts import ListFacts, SampleFacts
from tandem_flows.sample.write import source_sql, write_sample

__all__ = ["ListFacts", "SampleFacts", "source_sql", "write_sample"]
