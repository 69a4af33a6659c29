"""The words that rules are written in: the schema, the annotations, and what holds before one is written."""

from collections.abc import Mapping

SCHEMA = """\
entity Organization;
entity Team in [Organization];
entity Application in [Team, Organization] {
  name: String,
  models: Set<String>,
};
entity Person in [Team, Organization] {
  name: String,
  role: String,
};
entity Provider;
entity Model in [Provider] {
  name: String,
};

type Circumstances = {
  region: String,
  data_classes: Set<String>,
  max_tokens?: Long,
  tools: Set<String>,
  hour: Long,
  weekday: String,
  address?: ipaddr,
  input_estimate: Long,
};

action call, stream, useTool appliesTo {
  principal: [Application, Person],
  resource: [Model],
  context: Circumstances,
};
"""

ENTITIES: Mapping[str, tuple[str, ...]] = {
    "Organization": (),
    "Team": (),
    "Application": ("name", "models"),
    "Person": ("name", "role"),
    "Provider": (),
    "Model": ("name",),
}

CONTEXT: Mapping[str, str] = {
    "region": "where the model runs, as the provider names it; empty where a provider has no regions",
    "data_classes": "what kinds of data the application says it sends, and those that inspection found",
    "max_tokens": "how long an answer the client asks for; absent when it asks for none",
    "tools": "the names of the tools that the request offers to the model",
    "hour": "of the day in UTC, 0 to 23",
    "weekday": "in UTC, monday to sunday",
    "address": "where the call comes from; absent when it is not known",
    "input_estimate": "about how many tokens the request has",
}

OPTIONAL = frozenset({"max_tokens", "address"})

ACTIONS = ("call", "stream", "useTool")

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

ANNOTATIONS: Mapping[str, str] = {
    "id": "Names the rule in decisions, records and answers; the line stands in where it is missing.",
    "note": "Says what the rule is for; decides nothing.",
    "advice": "On forbid: what a refused caller is told to do instead.",
    "max_tokens": "On permit: no answer gets longer than this; a longer wish is cut to it.",
    "profile": "On permit: the call is inspected by this profile, too.",
}

DEFAULT = """\
@id("listed-models")
@note("An application may call the models that it and its key list.")
permit (principal is Application, action, resource)
when { principal.models.contains(resource.name) };

@id("people")
@note("People may talk to every model that is offered to them.")
permit (principal is Person, action, resource);
"""
"""What holds for an organisation that wrote nothing."""
