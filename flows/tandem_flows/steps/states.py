"""Where each case stands now, for those who only look."""

from tandem_flows.steps.look import present_states

__all__ = ["present_states"]
