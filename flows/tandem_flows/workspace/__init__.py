"""An organisation's folder: its profile, inbox, outbox, stores and key."""
