"""The sheets in which people answer: written as XLSX from the handoff models, checked on return.

Here: any sheet, what it shows, how it looks, what of it is accepted. Not here: what becomes of the
answers (steps), and lists that partners write themselves (`inbox`).
"""
