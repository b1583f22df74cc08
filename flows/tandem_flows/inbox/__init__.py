"""What partners put into the inbox as files of their own: the practice's list of patients.

Here: reading such a file and saying in plain words what is wrong with it. Not here: the sheets
that the project itself sends out and takes back (`worksheets`), and writing to the store.
"""

from tandem_flows.inbox.practice_list import PracticeListFile, read_practice_list

__all__ = ["PracticeListFile", "read_practice_list"]
