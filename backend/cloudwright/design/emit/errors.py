"""What a compiler refuses.

EmitError
  StackOrder            STACK_ORDER            the us-east-1 stack would need a value of the main stack
  UntranslatedProperty  UNTRANSLATED_PROPERTY  a property that no Terraform argument was written for
  UntranslatedType      UNTRANSLATED_TYPE      a resource type without a Terraform translator
"""

from cloudwright.kit.errors import CloudwrightError


class EmitError(CloudwrightError):
    code = "EMIT_FAILED"


class StackOrder(EmitError):
    code = "STACK_ORDER"

    def __init__(self, source: str, target: str) -> None:
        super().__init__(
            f"{source} is deployed first, in us-east-1, and cannot use {target} of the main stack.",
            details={"source": source, "target": target},
        )
        self.source = source
        self.target = target


class UntranslatedProperty(EmitError):
    code = "UNTRANSLATED_PROPERTY"

    def __init__(
        self, resource: str, *, path: str, reason: str = "no Terraform argument is known for it"
    ) -> None:
        super().__init__(
            f"{resource}: {path} was not translated to Terraform: {reason}.",
            details={"resource": resource, "path": path},
        )
        self.resource = resource
        self.path = path


class UntranslatedType(EmitError):
    code = "UNTRANSLATED_TYPE"

    def __init__(self, resource: str, type_name: str) -> None:
        super().__init__(
            f"{resource}: there is no Terraform translator for {type_name}.",
            details={"resource": resource, "type": type_name},
        )
        self.type_name = type_name
