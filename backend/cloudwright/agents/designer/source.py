"""Where the gateway gets the built-in designer from."""

from strands.models.model import Model

from cloudwright.agents.designer.model import MODEL_ID, DesignerModel
from cloudwright.gateway.schemas import ModelCard


class BuiltInDesigner:
    """A `ModelSource`: no key, no network, and it says what it is."""

    card = ModelCard(id=MODEL_ID, label="Built-in designer", local=True)

    def make(self) -> Model:
        """Return a new designer; it keeps nothing between turns."""
        return DesignerModel()
