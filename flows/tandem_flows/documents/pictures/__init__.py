"""Charts as static SVG with a text alternative. Matplotlib is imported here, when one is drawn.

Here: how a chart looks. Not here: which numbers it shows, and the table that stands beside it.
"""
