"""What is due in one partnership, for those who only look."""

from tandem_flows.steps.look import board

__all__ = ["board"]
