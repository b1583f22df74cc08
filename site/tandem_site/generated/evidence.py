"""What was checked when this copy was made: clauses, tests, schemas, the checks of the build."""

from __future__ import annotations

from collections import Counter

from tandem_site.edition import Edition
from tandem_site.evidence import RESULTS_FILE
from tandem_site.templating import filled
from tandem_site.traceability import has_results, totals
from tandem_site.trials import FAULTS, INPUTS, Trial, are_of_these_sources
from tandem_site.words import KIND_WORDS


def evidence_page(edition: Edition) -> dict[str, str]:
    """Return the page that an auditor reads first."""
    guideline = edition.guideline
    text = filled(
        "evidence.md.j2",
        guideline=guideline,
        totals=totals(edition),
        kinds=KIND_WORDS,
        to_come=len(edition.to_come),
        outcomes=_outcomes(edition),
        has_results=has_results(edition),
        results_file=RESULTS_FILE,
        handoffs=len(edition.handoffs),
        columns=sum(len(handoff.columns) for handoff in edition.handoffs.values()),
        terms=len(edition.glossary),
        checks=_checks(),
        faults=_trials(edition, FAULTS),
        inputs=_trials(edition, INPUTS),
        # a release was frozen with counts of its own sources
        is_current=edition.sources is None or are_of_these_sources(edition.sources),
    )
    return {"audit/evidence.md": text}


def _outcomes(edition: Edition) -> dict[str, int]:
    """Return how many of the tests that name a clause ended how; each test counts once."""
    ended = {
        proof.id: proof.outcome for behind in edition.evidence.values() for proof in behind.proofs
    }
    return dict(sorted(Counter(ended.values()).items()))


def _trials(edition: Edition, table: str) -> list[Trial]:
    """Return one table of what the tests tried."""
    return [trial for trial in edition.trials if trial.table == table]


def _checks() -> list[str]:
    """Return what each check looks for, in its own words."""
    # the checks read releases, whose pages are made by what this module belongs to
    from tandem_site.agreement import CHECKS

    said = [(check.__doc__ or check.__name__).strip().splitlines()[0] for check in CHECKS]
    found = [words.removeprefix("Return ") for words in said]
    return [words[0].upper() + words[1:] for words in found]
