"""The measures M1 to M12 of the evaluation: pure rules over records, claim facts and values.

Grain: `case_period`. One module a family; `figure` is one line of a result; `everything` runs all.
Reading the plan source and the files of codes is not here.
"""
