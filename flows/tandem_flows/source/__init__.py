"""The plan source: what a plan's tables say of its members as of a day. Read-only; no handoffs."""
