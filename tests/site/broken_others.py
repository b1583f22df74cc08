"""What is wrong with parameters, readings, handoffs, steps and typed numbers."""

from __future__ import annotations

import pytest

from tests.site.agreeing import CODE, STEP_CODE
from tests.site.breaking import SHARE, adding, replacing

BROKEN_OTHERS = [
    pytest.param(
        adding(SHARE, '\n{{ parameter("cap") }}\n'),
        ["guidelines/share.md, line ", "names the parameter cap, which no page states"],
        "State it in the front matter of its page",
        id="page names an unknown parameter",
    ),
    pytest.param(
        adding(CODE, '\n\ndef more(values):\n    return values.flag("cap")\n'),
        [f"{CODE}, line ", "names the parameter cap, which no page states"],
        "or correct the name",
        id="code names an unknown parameter",
    ),
    pytest.param(
        replacing(CODE, '    values.number("round_months")\n', ""),
        ["guidelines/identify.md, parameter round_months", "is stated, but no code reads it"],
        'Read it with `values.number("round_months")`',
        id="dead parameter",
    ),
    pytest.param(
        replacing(SHARE, "{{ reading(11) }}", ""),
        ["reading 11", "is shown on no page"],
        "Write `{{ reading(11) }}`",
        id="reading shown on no page",
    ),
    pytest.param(
        adding(SHARE, "\n{{ reading(99) }}\n"),
        ["guidelines/share.md, line ", "shows the unknown reading 99"],
        "declare the reading first",
        id="page shows an unknown reading",
    ),
    pytest.param(
        replacing(SHARE, '{{ handoff("agenda") }}', ""),
        ["handoff agenda", "is shown on no page"],
        'Write `{{ handoff("agenda") }}`',
        id="handoff shown on no page",
    ),
    pytest.param(
        adding(SHARE, '\n{{ handoff("agendas") }}\n'),
        ["guidelines/share.md, line ", "shows the unknown handoff agendas"],
        "declare the handoff first",
        id="page shows an unknown handoff",
    ),
    pytest.param(
        adding(SHARE, '\n{{ clauses("SHR-02") }}\n'),
        ["guidelines/share.md, line ", "calls 'clauses' in a way no page can"],
        "Use one of: clause, ref, parameter, reading, handoff, block",
        id="page calls an unknown macro",
    ),
    pytest.param(
        adding(SHARE, "\nA call has room for 10 patients.\n"),
        ["guidelines/share.md, line ", "holds the typed number 10"],
        "of this value are: max_patients_per_call",
        id="number typed in a page",
    ),
    pytest.param(
        adding(SHARE, "\nA call has room for ten patients.\n"),
        ["guidelines/share.md, line ", "holds the typed number ten patients"],
        "State it as a parameter in the front matter",
        id="number of a unit typed as a word",
    ),
    pytest.param(
        replacing(STEP_CODE, 'word="share"', 'word="sharing"'),
        ["step share under the word 'sharing', which has no page"],
        "Use one of: ready, identify, share",
        id="step without a page",
    ),
    pytest.param(
        replacing(STEP_CODE, '@step("share", word="share"', '@step("share", word="ready"'),
        ["guidelines/share.md", "is a page whose step no code declares"],
        "in flows/tandem_flows/steps/share.py",
        id="page without a step",
    ),
    pytest.param(
        replacing(STEP_CODE, 'word="share", title="", reads=()', 'word="share", reads=("lists",)'),
        [f"{STEP_CODE}, line ", "step share names the handoff lists"],
        "register the handoff first",
        id="step reads an unknown handoff",
    ),
    pytest.param(
        adding(CODE, "\ndef broken(:\n"),
        [f"{CODE}, line ", "is not readable Python"],
        "so that its marks can be read",
        id="code that cannot be read",
    ),
    pytest.param(
        replacing(SHARE, "    value: 10\n", "    value: 31\n"),
        ["share.md, parameter max_patients_per_call, key 'value'", "is 31, outside 1 to 30"],
        "Choose a value inside",
        id="guideline that does not load",
    ),
]
