"""`tandem check`: every disagreement is printed, and there is an exit code for it."""

from tandem_flows.cli.check import repository
from tandem_site.agreement import disagreements
from tests.cli.places import typed


def test_every_disagreement_is_printed_and_any_is_a_refusal():
    problems = [str(problem) for problem in disagreements(repository())]

    answer = typed("check")

    assert answer.code == (1 if problems else 0)
    assert answer.err.splitlines()[: len(problems)] == problems
    assert bool(answer.out) is not bool(problems)
