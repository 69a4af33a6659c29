"""The statements that hold for every bundle whose files agree."""

from collections.abc import Callable, Sequence

from cloudwright.design.bundle.consistency import (
    brief,
    code,
    documents,
    drawings,
    elements,
    money,
    outputs,
    references,
)
from cloudwright.design.bundle.consistency.contents import Contents, Disagreement

Compare = Callable[[Contents], Sequence[Disagreement]]

COMPARISONS: Sequence[tuple[str, str, Compare]] = (
    ("readable", "Every file can be read in its own format.", lambda contents: contents.unreadable),
    (
        "elements",
        "design.yaml, the network diagrams and the README name the same components.",
        elements.same_components,
    ),
    ("complete", "Every environment has its files.", references.all_present),
    ("lines", "draw.io and Mermaid draw the same lines between the same components.", drawings.same_lines),
    ("flow", "The flow diagrams show the same components, all of which are designed.", drawings.same_flow),
    (
        "resources",
        "CloudFormation and Terraform create the same resources for each component.",
        elements.same_resources,
    ),
    ("created", "Every component that has to be created is created, both ways.", elements.all_created),
    ("references", "Whatever a file refers to exists.", references.all_resolved),
    ("money", "The price lines add up to what the README says, component by component.", money.adds_up),
    ("documents", "The documents name what the design and the code name.", documents.name_the_same),
    ("brief", "The one-page brief repeats the documents.", brief.repeats_the_documents),
    ("outputs", "CloudFormation, Terraform and the README have the same outputs.", outputs.listed),
    ("permissions", "The deployer's policy covers every service in use.", documents.permit_every_service),
    ("functions", "Function code is the same in every place that carries it.", code.same_everywhere),
)
