"""What the two lists show as lists: overlap, shares and waiting, and risk that may be over."""

from tandem_flows.rules.lists.overlap import list_overlap
from tandem_flows.rules.lists.shares import list_shares
from tandem_flows.rules.lists.stale_risk import removal_proposals

__all__ = ["list_overlap", "list_shares", "removal_proposals"]
