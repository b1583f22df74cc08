"""The executable process: pure rules, thin steps, the store and the command line."""
