"""The demonstration: invented people, scripted answers, and a table of what happened."""
