"""Files that go out to people: call list, packet, summary, report. They decide nothing."""
