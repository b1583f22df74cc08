"""The mark that ties a function to the clauses it carries out.

The mark has no effect when the function runs. `tandem check` and the site read it from the source
text, so that listing every clause with its code imports nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

Function = TypeVar("Function", bound=Callable[..., Any])


def implements(*clauses: str) -> Callable[[Function], Function]:
    """Mark the function below as carrying out `clauses`, for example `@implements("SHR-03")`."""

    def mark(function: Function) -> Function:
        function.__dict__["clauses"] = clauses
        return function

    return mark
