"""The promise broken on purpose: each number and each mark of the guideline is seen to be missed.

Here: one change at a time, and who notices. Not here: what the words of a problem are
(`tests/site`), or where exactly a limit lies (`tests/rules`).
"""
