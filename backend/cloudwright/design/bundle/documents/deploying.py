"""The chapters of the README about deploying: before, how, and how to see that it works and to undo it."""

from collections.abc import Iterator, Mapping, Sequence

from cloudwright.design.blueprint.graph import Blueprint, Output, Parameter, Stack
from cloudwright.design.bundle.documents.entry_points import entry_points, sockets
from cloudwright.design.bundle.documents.hosts import own_hosts, protected_balancers, waiting_tasks
from cloudwright.design.bundle.documents.preparing import empty_secrets, how_found, quotas
from cloudwright.design.bundle.documents.removing import delays, last_copies, obstacles, survivors
from cloudwright.design.bundle.documents.spending import before_deploying
from cloudwright.design.bundle.documents.values import (
    cluster_backups,
    copy_vaults,
    log_role,
    made_secret,
    partner_keys,
    secret_name,
    secret_values,
    vaults_in_the_way,
)
from cloudwright.design.bundle.markdown import bullets, escaped, sections, table
from cloudwright.design.bundle.parts import Part
from cloudwright.design.bundle.subject import Subject
from cloudwright.design.catalog.budget_alerts import AMOUNT
from cloudwright.design.catalog.connection_properties import parsed
from cloudwright.design.catalog.distribution.origins import Path
from cloudwright.design.catalog.domains import DOMAIN_PARAMETER
from cloudwright.design.emit.cloudformation.emitter import emit, template_path
from cloudwright.design.emit.cloudformation.template import template
from cloudwright.design.emit.terraform.scope import snake_case
from cloudwright.design.model.architecture import Environment
from cloudwright.design.model.verbs import Verb

_INLINE_LIMIT_BYTES = 51_200  # of a template sent with the request, CloudFormation quotas
_EMAIL = "email"


def preparations(subject: Subject) -> str:
    """Say what must be there before the first command."""
    if not _coded(subject):
        return ""
    return bullets(_preparations(subject))


def deploy(subject: Subject) -> str:
    """Return the commands for production, for each format."""
    if not _coded(subject):
        return "This bundle was made without infrastructure code; `design.yaml` compiles to it."
    return sections(
        _terraform(_production(subject)) if Part.TERRAFORM in subject.parts else "",
        _cloudformation(_production(subject)) if Part.CLOUDFORMATION in subject.parts else "",
        "Use `dev` in place of `prod` for the cheaper environment, which may be deleted as a whole."
        + _names_of_development(subject.blueprints[Environment.DEV]),
    )


def _names_of_development(blueprint: Blueprint) -> str:
    """Say under which names it answers: one that production has is taken."""
    named = (r.properties.get("Name") for r in blueprint.resources if r.type == "AWS::Route53::RecordSet")
    names = sorted({name for name in named if isinstance(name, str)})
    if names:
        return f" It answers under names of its own: {', '.join(f'`{name}`' for name in names)}."
    if any(parameter.name == DOMAIN_PARAMETER.name for parameter in blueprint.parameters):
        return " Give `dev` a domain name of its own: that of `prod` is taken."
    return ""


def verify(subject: Subject) -> str:
    """Say what the outputs are and what to look at first."""
    if not _coded(subject):
        return ""
    blueprint = _production(subject)
    rows = [(_output_name(o, subject), escaped(o.description)) for o in blueprint.outputs]
    shown = table(("output", "what it is"), rows) if rows else "There are no outputs."
    stack_name = _stack_name(blueprint, Stack.MAIN)
    ways_in = [way(subject.parts, blueprint, stack_name=stack_name) for way in (entry_points, sockets)]
    return sections(_where_outputs(subject), shown, bullets(_first_looks(subject)), *ways_in)


def your_code(subject: Subject) -> str:
    """Say how to put real code into functions, containers and instances."""
    if not _coded(subject):
        return ""
    return sections(_your_functions(subject), bullets(own_hosts(subject.parts, _production(subject))))


def _your_functions(subject: Subject) -> str:
    functions = sorted({asset.element_id for asset in _production(subject).code})
    if not functions:
        return ""
    name, alone = functions[0], len(functions) == 1
    listed = ", ".join(f"`functions/{each}/`" for each in functions)
    return sections(
        f"{listed} {'holds a small working placeholder that' if alone else 'hold small working placeholders; each'} "
        "uses what it is connected to. Replace the code, then:",
        bullets(_code_ways(name, subject)),
    )


def teardown(subject: Subject) -> str:
    """Say how to remove everything, and what is kept on purpose."""
    if not _coded(subject):
        return ""
    blueprint = _production(subject)
    ways = []
    if Part.TERRAFORM in subject.parts:
        ways.append(f"Terraform: `terraform -chdir=terraform/prod destroy`.{obstacles(blueprint)}")
    if Part.CLOUDFORMATION in subject.parts:
        commands = ", then ".join(
            f"`aws cloudformation delete-stack --region {blueprint.stack_region(stack)} "
            f"--stack-name {_stack_name(blueprint, stack)}`"
            for stack in reversed(blueprint.stacks)
        )
        ways.append(f"CloudFormation: {commands}.{survivors(blueprint)}")
        ways += vaults_in_the_way(subject.blueprints[Environment.DEV])
    return bullets([*ways, *protected_balancers(blueprint), *last_copies(blueprint), *delays(blueprint)])


def _coded(subject: Subject) -> bool:
    return bool(subject.parts & {Part.CLOUDFORMATION, Part.TERRAFORM})


def _production(subject: Subject) -> Blueprint:
    return subject.blueprints[Environment.PROD]


def _preparations(subject: Subject) -> Iterator[str]:
    region = subject.architecture.region
    yield (
        "An AWS account, and credentials that may do what [policies/deployer.json](policies/deployer.json) lists. "
        "`aws sts get-caller-identity` shows which account you are in; `aws iam put-role-policy --role-name YOUR-ROLE "
        f"--policy-name {_production(subject).names_start_everywhere}-deployer --policy-document "
        "file://policies/deployer.json` lets a role of yours do it."
    )
    if Part.TERRAFORM in subject.parts:
        yield (
            "For Terraform: version 1.10 or newer (1.5 without the lock of the state), and a private, versioned S3 bucket for its state: "
            f"`aws s3 mb s3://YOUR-BUCKET --region {region}`, then `aws s3api put-bucket-versioning --bucket YOUR-BUCKET "
            "--versioning-configuration Status=Enabled`, unless you have one. Whoever deploys also "
            "reads, writes and deletes objects in it."
        )
    for parameter in _production(subject).parameters:
        if parameter.name == AMOUNT:
            continue
        if parameter.secret:
            yield f"{escaped(parameter.description)}: {made_secret(parameter, subject.parts)}"
            continue
        yield f"{escaped(parameter.description)}: {_parameter_names(parameter, subject)}{_example(parameter)}.{how_found(parameter, region)}"
    yield from before_deploying(subject)
    yield from log_role(_production(subject))
    yield from copy_vaults(_production(subject))
    yield from cluster_backups(_production(subject))
    zones = [c for c in subject.architecture.components if c.kind == "route53_zone"]
    if any(not zone.existing for zone in zones):
        yield (
            "Access to your domain's registrar. The first deployment creates the zone and then waits for the "
            "certificate: meanwhile set the zone's four name servers at the registrar "
            "(`aws route53 list-hosted-zones` and `aws route53 get-hosted-zone --id ...` show them)."
        )
    yield from empty_secrets(_production(subject))
    yield from quotas(_production(subject))


def _parameter_names(parameter: Parameter, subject: Subject) -> str:
    names = []
    if Part.TERRAFORM in subject.parts:
        names.append(f"`{snake_case(parameter.name)}` in Terraform")
    if Part.CLOUDFORMATION in subject.parts:
        names.append(f"`{parameter.name}` in CloudFormation")
    return ", ".join(names)


def _example(parameter: Parameter) -> str:
    if parameter.default is not None:
        return f" (default `{parameter.default}`)"
    shown = parameter.example and parameter.example not in parameter.description
    return f" (for example `{parameter.example}`)" if shown else ""


def _terraform(blueprint: Blueprint) -> str:
    """Return the commands from the folder of the bundle, where those of the other chapters start too."""
    own = any(parameter.default is None and not parameter.secret for parameter in blueprint.parameters)
    values = (
        "${EDITOR:-vi} terraform/prod/terraform.tfvars  # your own values, where one is empty\n"
        if own
        else ""
    )
    return sections(
        "With Terraform, from this folder:",
        "```sh\ncp terraform/prod/backend.tf.example terraform/prod/backend.tf\n"
        "${EDITOR:-vi} terraform/prod/backend.tf        # the name of your state bucket\n"
        f"{values}"
        "terraform -chdir=terraform/prod init\n"
        "terraform -chdir=terraform/prod plan -out plan\n"
        "terraform -chdir=terraform/prod apply plan\n```",
    )


def _cloudformation(blueprint: Blueprint) -> str:
    large = any(file.size_bytes > _INLINE_LIMIT_BYTES for file in emit(blueprint))
    return sections(
        "With CloudFormation, from this folder:",
        f"```sh\n{_stack_commands(blueprint, bucket=' --s3-bucket YOUR-BUCKET' if large else '')}\n```",
        "A template is larger than 51,200 bytes and so travels through a bucket of yours in the same Region."
        if large
        else "",
    )


def _stack_commands(blueprint: Blueprint, *, bucket: str) -> str:
    commands: list[str] = []
    givers: dict[str, Stack] = {}
    for stack in blueprint.stacks:
        values = _values(blueprint, stack, givers=givers)
        if len(commands) == 1:
            commands.append(_OUTPUT_FUNCTION)
        commands.append(
            f"aws cloudformation deploy --region {blueprint.stack_region(stack)} "
            f"--stack-name {_stack_name(blueprint, stack)} \\\n"
            f"  --template-file {template_path(blueprint, stack)} --capabilities CAPABILITY_NAMED_IAM{bucket}"
            + (" \\\n  --parameter-overrides " + " \\\n    ".join(values) if values else "")
        )
        givers |= dict.fromkeys(_names(blueprint, stack, section="Outputs"), stack)
    return "\n".join(commands)


def _values(blueprint: Blueprint, stack: Stack, *, givers: Mapping[str, Stack]) -> Sequence[str]:
    """Return `Name=value` for every parameter of the stack that has no default."""
    examples = {p.name: p.example for p in blueprint.parameters}
    secrets = {p.name for p in blueprint.parameters if p.secret}
    values = []
    for name, body in _names(blueprint, stack, section="Parameters").items():
        if name in givers:
            giver = givers[name]
            region, stack_name = blueprint.stack_region(giver), _stack_name(blueprint, giver)
            values.append(f'{name}="$(output {region} {stack_name} {name})"')
        elif name in secrets:
            values.append(f'{name}="${secret_name(name)}"')
        elif not isinstance(body, dict) or "Default" not in body:
            values.append(f"{name}={examples.get(name) or '...'}")
    return values


_OUTPUT_FUNCTION = """output() { aws cloudformation describe-stacks --region "$1" --stack-name "$2" \\
  --query "Stacks[0].Outputs[?OutputKey=='$3'].OutputValue" --output text; }"""


def _names(blueprint: Blueprint, stack: Stack, *, section: str) -> Mapping[str, object]:
    found = template(blueprint, stack).get(section, {})
    return found if isinstance(found, dict) else {}


def _stack_name(blueprint: Blueprint, stack: Stack) -> str:
    ending = "" if stack is Stack.MAIN or len(blueprint.stacks) == 1 else f"-{stack}"
    return f"{blueprint.names_start}{ending}"


def _where_outputs(subject: Subject) -> str:
    blueprint = _production(subject)
    described = (
        f"`aws cloudformation describe-stacks --region {blueprint.region} "
        f"--stack-name {_stack_name(blueprint, Stack.MAIN)} --query 'Stacks[0].Outputs'`"
    )
    ways = [
        "`terraform output` in `terraform/prod`" if Part.TERRAFORM in subject.parts else "",
        described if Part.CLOUDFORMATION in subject.parts else "",
    ]
    return " or ".join(way for way in ways if way) + " shows:"


def _output_name(output: Output, subject: Subject) -> str:
    names = []
    if Part.TERRAFORM in subject.parts:
        names.append(f"`{snake_case(output.name)}`")
    if Part.CLOUDFORMATION in subject.parts:
        names.append(f"`{output.name}`")
    return ", ".join(names)


def _first_looks(subject: Subject) -> Iterator[str]:
    kinds = {c.id: c.kind for c in subject.architecture.components}
    for connection in subject.architecture.connections:
        pair = (kinds[connection.source], connection.verb, kinds[connection.target])
        if pair == ("cloudfront_distribution", Verb.ROUTES, "s3_bucket"):
            pattern = parsed(connection, Path).patterns[0]
            folder = pattern.partition("*")[0].rpartition("/")[0].strip("/")
            yield (
                f"`{connection.target}` is empty at first, so what comes from it is answered with an error. Copy your "
                f"files into it: `aws s3 sync ./{folder or 'dist'} s3://NAME-OF-THE-BUCKET/{folder}`"
                f"{_FOLDER if folder else ''}, then clear the cache of `{connection.source}`: `aws cloudfront "
                f'create-invalidation --distribution-id ID --paths "/{folder and f"{folder}/"}*"`.'
            )
    yield from secret_values(subject.parts, _production(subject))
    yield from waiting_tasks(_production(subject))
    yield from partner_keys(_production(subject))
    emails = any(
        r.type == "AWS::SNS::Subscription" and r.properties.get("Protocol") == _EMAIL
        for r in _production(subject).resources
    )
    if emails:
        yield "Follow the link in the e-mail that AWS sends to each alert address; until then alarms reach nobody."


_FOLDER = " (CloudFront asks the bucket for the whole path, so the files lie in a folder of that name)"


def _code_ways(name: str, subject: Subject) -> Iterator[str]:
    if Part.TERRAFORM in subject.parts:
        yield (
            f"Terraform deploys the archives: `(cd functions/{name} && zip -r ../{name}.zip .)`, then plan and apply."
        )
    if Part.CLOUDFORMATION in subject.parts:
        yield (
            "CloudFormation carries the placeholders inline. Deploy yours beside it: `aws lambda update-function-code "
            f"--function-name NAME --zip-file fileb://functions/{name}.zip`."
        )
