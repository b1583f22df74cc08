"""The command line: what people type, and how answers are printed. It decides nothing.

Only typer is imported here at the start; what a command needs, it imports when it runs.
"""
