"""The moves that answer a question, a doubt or a what-if: one tool, then its answer; nothing is changed."""

from collections.abc import Mapping

from pydantic import JsonValue

from cloudwright.agents.designer import asides, wording
from cloudwright.agents.designer.calls import result
from cloudwright.agents.designer.general import said
from cloudwright.agents.designer.moves import Call, Move, Say
from cloudwright.agents.designer.results import Budgeted, Design, Explained, OtherLoad
from cloudwright.agents.designer.telling import told
from cloudwright.agents.designer.view import View
from cloudwright.design.intake.asking.ask import about, asked
from cloudwright.design.intake.asking.topic import Asked, Sum
from cloudwright.design.intake.changes.sketch import Sketch


def answering(seen: View, sketch: Sketch | None, design: Design | None) -> Move | None:
    """Return the next move towards an answer, or None when the message asks nothing that is known."""
    found = asked(seen.text, sketch, before=seen.before)
    if found is None:
        return None
    if found.aside is not None:
        return Say(asides.said(found.aside, seen.text))
    if design is None:
        general = said(found)
        return Say(general) if general else None
    if found.load is not None:
        return _load(seen, found, design)
    return _budget(seen, found.money, design) if found.money is not None else _explained(seen, found, design)


def asks(seen: View, sketch: Sketch) -> bool:
    """Whether the whole message asks something that is known, and orders nothing beside it."""
    return asked(seen.text, sketch, before=seen.before) is not None


def doubted(seen: View, design: Design) -> Move | None:
    """Return the move towards an answer to a statement of which nothing else could be made, or None."""
    found = about(seen.text, design.sketch(), before=seen.before)
    return None if found is None else _explained(seen, found, design)


def _load(seen: View, found: Asked, design: Design) -> Move:
    load = None if found.load is None else found.load.model_dump(mode="json", exclude_none=True)
    done = result(seen, "imagine_load", OtherLoad)
    if done is None:
        return Call("imagine_load", {"option_id": design.option_id, **(load or {})})
    return Say(wording.other_load(done))


def _budget(seen: View, money: Sum, design: Design) -> Move:
    """Take in the budget of which a part is meant, where the message states it; then hold the design against it."""
    if money.stated and seen.result_of("read_requirements") is None:
        return Call("read_requirements", {"text": money.stated})
    done = result(seen, "imagine_budget", Budgeted)
    if done is not None:
        return Say(wording.budgeted(done))
    asks: Mapping[str, JsonValue] = (
        {"share": str(money.share)}
        if money.share is not None
        else {"amount": str(money.amount), "currency": money.currency}
    )
    return Call("imagine_budget", {"option_id": design.option_id, **asks})


def _explained(seen: View, found: Asked, design: Design) -> Move:
    done = result(seen, "explain_design", Explained)
    if done is not None:
        return Say(told(done, before=seen.answers))
    stated: dict[str, JsonValue] = found.model_dump(mode="json", exclude_defaults=True)
    return Call("explain_design", {"option_id": design.option_id, **stated})
