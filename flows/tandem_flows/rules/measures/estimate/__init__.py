"""The honest estimate: what the enrolled would have cost, learned from the listed who still waited.

Here: the months since listing, the comparison, and its lines. Not here: the simple sums before and
after (`pmpm`), and how intervals are drawn (`bootstrap`).
"""
