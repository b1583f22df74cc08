"""The page of a call: one file that opens in any browser, for whoever types while both sides talk.

Here: what the page shows and in which order (`sections`), the columns and rules it gets from the
models (`schema`), what was said last time (`facts`), how the file is put together (`bundle`,
`page`), and its own program (`assets`). Not here: what is accepted when its answers come back,
which is the one check of all sheets.
"""
