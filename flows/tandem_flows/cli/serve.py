"""`tandem serve`: Prefect's server, its pages and all deployments of a workspace."""

from __future__ import annotations

from typing import Annotated

import typer

from tandem_flows.cli.options import WorkspaceOption


def serve(
    workspace: WorkspaceOption,
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="On which port.")] = 4200,
) -> None:
    """Start Prefect's server, its pages and all deployments.

    Everything stays on this machine, behind the workspace's own login. It runs until Ctrl-C.
    Schedules stay active when it ends; what was missed is caught up at the next start.

    \b
    Example:
      tandem serve --workspace W
    """
    from tandem_flows.workspace.folder import Workspace

    opened = Workspace(workspace)
    typer.echo("Loading Prefect ...")  # it takes seconds
    from tandem_flows.orchestrate.serve import serve as serve_workspace

    serve_workspace(opened, port, typer.echo)
