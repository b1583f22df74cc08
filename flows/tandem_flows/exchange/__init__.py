"""A patient's shared care plan as a file: written for the other side, and checked on its return.

Here: the forms (JSON, FHIR R4), their check, and the notice without patients' data. Not here: the
store and the channel (`steps.exchange`).
"""
