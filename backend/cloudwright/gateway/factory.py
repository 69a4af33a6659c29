"""The only maker of models: what it returns is always metered."""

from collections.abc import Sequence

from strands.models.model import Model

from cloudwright.gateway.errors import ModelUnknown
from cloudwright.gateway.metered import Books, MeteredModel
from cloudwright.gateway.ports import Admission, Everything, ModelSource, Settle
from cloudwright.gateway.pricing import BUILT_IN
from cloudwright.gateway.schemas import Caller, ModelCard
from cloudwright.kit.clock import Clock, utc_now

DEFAULT = "default"


class ModelFactory:
    """Builds models by reference; the first source is the default one."""

    def __init__(
        self,
        sources: Sequence[ModelSource],
        settle: Settle,
        *,
        admission: Admission | None = None,
        clock: Clock = utc_now,
    ) -> None:
        if not sources:
            raise ValueError("a model factory needs at least one source")
        self._sources = {source.card.id: source for source in sources}
        self._default = sources[0]
        self._books = Books(settle, admission or Everything())
        self._clock = clock

    def build(self, model_ref: str = DEFAULT, *, caller: Caller) -> Model:
        """Return a metered model.

        Raises:
            ModelUnknown: no source makes a model of this name.
        """
        source = self._source(model_ref)
        return MeteredModel(
            source.make(), model_id=source.card.id, caller=caller, books=self._books, clock=self._clock
        )

    async def choose(self, organization_id: str) -> str:
        """Return the first model that the plan of an organisation gives; the built-in designer costs nothing.

        So an organisation whose plan has no model of a provider is still answered.
        """
        if self._default.card.id == BUILT_IN:
            return BUILT_IN
        given = await self._books.admission.models(organization_id)
        offered = (each for each in self._sources if not given or each == BUILT_IN or each in given)
        return next(offered, self._default.card.id)

    def card(self, model_ref: str = DEFAULT) -> ModelCard:
        """Return what people may know of the model."""
        return self._source(model_ref).card

    def _source(self, model_ref: str) -> ModelSource:
        source = self._default if model_ref == DEFAULT else self._sources.get(model_ref)
        if source is None:
            raise ModelUnknown(
                f"There is no model named '{model_ref}' here. Choose one of the models on offer.",
                details={"allowed": [*self._sources]},
            )
        return source
