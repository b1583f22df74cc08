"""Hostile input given to every parser: taken as harmless text, or refused in plain words."""
