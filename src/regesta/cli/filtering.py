"""The filters that few calls need, as options of any command that asks for claims: said once, added by `filtered`."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any

import typer

_Many = list[str] | None
#: Each under its name in `register.filters.Filter`; those of lists may be repeated, and then any of the values will do.
OPTIONS: dict[str, Any] = {
    "either": Annotated[_Many, typer.Option(metavar="WHO", help="Who does it or to whom, asked like --actor.")],
    "quad": Annotated[
        _Many,
        typer.Option(
            metavar="CLASS",
            help="verbal_cooperation, material_cooperation, verbal_conflict or material_conflict.",
        ),
    ],
    "certainty": Annotated[_Many, typer.Option(metavar="HOW", help="certain, probable or possible.")],
    "country": Annotated[_Many, typer.Option(metavar="COUNTRY", help="The country of the place, by code or name.")],
    "measure": Annotated[
        _Many, typer.Option(metavar="WHAT", help="Claims with a figure of it: killed, displaced, ...")
    ],
    "source": Annotated[_Many, typer.Option(metavar="OUTLET", help="The outlet, as the report names it.")],
    "report": Annotated[_Many, typer.Option(metavar="ID", help="A report's id or the beginning of one.")],
    "ids": Annotated[_Many, typer.Option("--id", metavar="ID", help="A claim's id.")],
    "bbox": Annotated[str | None, typer.Option(metavar="W,S,E,N", help="Where, as a box of degrees: 25,35,45,43.")],
    "score": Annotated[float | None, typer.Option(metavar="N", help="The least score, 0 to 1.")],
    "dated": Annotated[
        str | None,
        typer.Option(metavar="BY", help="publication: --since and --until use it where no event time is told."),
    ],
}


def filtered(command: Callable[..., Any]) -> Callable[..., Any]:
    """A command with these options, which come to it together as its last parameter, `more`."""
    asked = inspect.signature(command, eval_str=True)
    kept = [parameter for name, parameter in asked.parameters.items() if name != "more"]
    added = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=option)
        for name, option in OPTIONS.items()
    ]

    @wraps(command)
    def called(**given: Any) -> Any:
        more = {name: given.pop(name) for name in OPTIONS}
        return command(**given, more=more)

    parameters = [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in kept] + added
    called.__signature__ = asked.replace(parameters=parameters)  # type: ignore[attr-defined]
    called.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return called
