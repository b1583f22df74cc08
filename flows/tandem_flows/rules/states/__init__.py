"""In which state each listed case is, derived anew from its dated records. Never stored."""

from tandem_flows.rules.states.cases import case_states
from tandem_flows.rules.states.history import History
from tandem_flows.rules.states.model import (
    ANY_TIME,
    REASONS,
    STATES,
    CaseState,
    case_state,
    is_allowed,
    is_terminal,
)
from tandem_flows.rules.states.moves import unusual_moves

__all__ = [
    "ANY_TIME",
    "REASONS",
    "STATES",
    "CaseState",
    "History",
    "case_state",
    "case_states",
    "is_allowed",
    "is_terminal",
    "unusual_moves",
]
