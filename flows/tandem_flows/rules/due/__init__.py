"""What is due, with whom, since when and until when. Worked out when read, never stored."""

from tandem_flows.rules.due.board import due_board
from tandem_flows.rules.due.item import COLUMNS, STATES, Item
from tandem_flows.rules.due.work import Work

__all__ = ["COLUMNS", "STATES", "Item", "Work", "due_board"]
