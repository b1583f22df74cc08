"""The source's stories of patients, as data: what is known, what people decided, what follows.

Here: reading them and asking the rules. Not here: the whole process with its files (the tests run
the vignettes through that), and who is made up for the demonstration (`demo`).
"""
