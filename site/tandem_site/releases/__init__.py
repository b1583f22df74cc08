"""Released versions: freezing one, reading it back, and what differs from one to the next.

Where a released folder lies and whether it is unchanged is told by `guideline.releases`.
"""
