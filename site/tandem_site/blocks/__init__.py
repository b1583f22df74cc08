"""Parts of pages that are worked out from the code: each block is a name and what makes its text.

A page shows one by `{{ block("name") }}`. A release keeps the texts, so that its pages tell what
its own code did. A text is Markdown; a link in it begins with `@root/`, the folder of the edition.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tandem_site.edition import Edition

Block = Callable[["Edition"], str]


def declared_blocks() -> Mapping[str, Block]:
    """Return what makes each block, by name."""
    from tandem_site.blocks import commands, concordance, continuum, diagrams, leaves, savings
    from tandem_site.blocks import simulation as study
    from tandem_site.blocks import simulation_words as words
    from tandem_site.blocks.dak import dak_blocks
    from tandem_site.blocks.decisions import decision_blocks
    from tandem_site.blocks.matching import matching_blocks
    from tandem_site.blocks.role_duties import duty_blocks
    from tandem_site.blocks.simulation_deaths import simulation_deaths
    from tandem_site.blocks.step_pictures import step_pictures
    from tandem_site.blocks.vignettes import vignette_blocks

    return {
        "rhythm": diagrams.rhythm,
        "process": diagrams.process,
        "states": diagrams.states,
        **step_pictures(),
        "commands": commands.commands,
        "concordance": concordance.concordance,
        "concordance-counts": concordance.concordance_counts,
        "continuum-table": continuum.continuum_table,
        "net-savings": savings.net_savings_example,
        "net-savings-of-care": savings.cost_of_the_care,
        "simulation-made": words.simulation_made,
        "simulation-found": words.simulation_found,
        "simulation-deaths": simulation_deaths,
        "simulation-picture": study.simulation_picture,
        "simulation-table": study.simulation_table,
        "what-may-leave": leaves.what_may_leave,
        "editorial-notes": concordance.editorial_notes,
        **dak_blocks(),
        **decision_blocks(),
        **duty_blocks(),
        **matching_blocks(),
        **vignette_blocks(),
    }
