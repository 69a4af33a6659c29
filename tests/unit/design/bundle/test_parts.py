"""Which parts a bundle may hold under the standards of its design."""

from typing import get_args

from builders.bundles import a_subject
from builders.golden import golden_document
from cloudwright.design.bundle.documents.readme import readme
from cloudwright.design.bundle.parts import EVERY_PART, Part, left_out_under, parts_under
from cloudwright.design.model.architecture import BundleFormat, Standards

ONLY_TERRAFORM = Standards(formats=("terraform", "documents"))


def test_standards_can_name_every_part_of_a_bundle() -> None:
    assert [*get_args(BundleFormat)] == [part.value for part in Part]


def test_standards_that_name_no_format_allow_all() -> None:
    assert (parts_under(Standards()), left_out_under(Standards())) == (EVERY_PART, "")


def test_only_what_is_named_may_be_held_and_the_rest_is_said_in_words() -> None:
    assert parts_under(ONLY_TERRAFORM) == {Part.TERRAFORM, Part.DOCUMENTS}
    assert left_out_under(ONLY_TERRAFORM) == "CloudFormation, diagrams"


def test_the_readme_names_what_the_standards_leave_out() -> None:
    document = golden_document("static-site")
    held = document.architecture.model_copy(update={"standards": ONLY_TERRAFORM})

    told = readme(
        a_subject(
            document.model_copy(update={"architecture": held}), parts=frozenset(parts_under(ONLY_TERRAFORM))
        )
    )

    assert "Left out under the standards of this design: CloudFormation, diagrams." in told
    assert "Left out" not in readme(a_subject(document, parts=frozenset({Part.TERRAFORM})))
