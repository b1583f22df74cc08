"""The published folder: every version beside the others, and the root that leads to them.

What a version's pages say is not decided here; how MkDocs is run is `build`'s business.
"""
