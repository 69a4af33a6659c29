"""README.md: what to do before deploying, how to deploy, verify and tear down, and what was decided."""

from cloudwright.design.blueprint.graph import Blueprint, Parameter, Stack
from cloudwright.design.bundle.markdown import bullets, escaped, sections, table
from cloudwright.design.bundle.subject import Subject
from cloudwright.design.diagram.drawing import View
from cloudwright.design.model.architecture import Environment
from cloudwright.design.trace.requirement import Status


def readme(subject: Subject) -> str:
    architecture = subject.architecture
    return sections(
        f"# {escaped(architecture.title)}",
        _summary(subject),
        "## Before you deploy",
        bullets(_preparations(subject)),
        "## Deploy",
        _deploy(subject),
        "## Verify",
        _verify(subject),
        "## How it works",
        "![Flow](diagrams/flow.svg)",
        _steps(subject),
        "## Components",
        _components(subject),
        "## What it costs",
        _cost(subject),
        "## What was decided",
        bullets(f"**{escaped(d.title)}.** {escaped(d.choice)}" for d in architecture.decisions)
        + "\n\nReasons and alternatives: [docs/decisions.md](docs/decisions.md).",
        "## What is not met",
        _unmet(subject),
        "## Tear down",
        _teardown(subject),
        "## Check it yourself",
        "`make check` runs cfn-lint, terraform and checkov on these files when they are installed.",
        f"Compiled by Cloudwright {subject.compiler_version} on {subject.as_of.isoformat()} from `design.yaml`, "
        f"{escaped(subject.revision)}. Not deployed to AWS.",
    )


def _summary(subject: Subject) -> str:
    goal = subject.brief.goal.strip()
    quoted = f"> {escaped(goal)[:600]}\n\n" if goal else ""
    total = subject.evaluation.estimate.total
    return (
        f"{quoted}{len(subject.built)} components in {subject.architecture.region}, about {total} a month in "
        "production. CloudFormation and Terraform describe the same system; deploy one of them."
    )


def _preparations(subject: Subject) -> list[str]:
    region = subject.architecture.region
    account = (
        "An AWS account and credentials that may do what [policies/deployer.json](policies/deployer.json) lists. "
        "`aws sts get-caller-identity` shows which account you are in."
    )
    items = [account]
    items += [
        f"{escaped(p.description)}: parameter `{p.name}`{_example(p)}." for p in _own_parameters(subject)
    ]
    zones = [c for c in subject.architecture.components if c.kind == "route53_zone"]
    if any(not z.existing for z in zones):
        items.append(
            "Point your registrar at the name servers of the new zone, or its certificate stays pending."
        )
    if any(c.kind == "lambda_function" for c in subject.architecture.components):
        items.append(
            f"Function code: `functions/` holds small working placeholders; replace them. Concurrency in {region} "
            "starts at 1,000 and lower in new accounts: "
            f"`aws lambda get-account-settings --region {region}`."
        )
    return items


def _own_parameters(subject: Subject) -> list[Parameter]:
    return list(subject.blueprints[Environment.PROD].parameters)


def _example(parameter: Parameter) -> str:
    if parameter.default is not None:
        return f" (default `{parameter.default}`)"
    return f" (for example `{parameter.example}`)" if parameter.example else ""


def _deploy(subject: Subject) -> str:
    blueprint = subject.blueprints[Environment.PROD]
    return sections(
        "Terraform:",
        "```sh\ncd terraform/prod\ncp backend.tf.example backend.tf   # name your state bucket\n"
        "cp terraform.tfvars.example terraform.tfvars   # fill in\nterraform init\nterraform plan -out plan\n"
        "terraform apply plan\n```",
        "Or CloudFormation:",
        f"```sh\n{_stack_commands(blueprint)}\n```",
        "Use `dev` in place of `prod` for the cheaper environment, which may be deleted as a whole.",
    )


def _stack_commands(blueprint: Blueprint) -> str:
    commands = []
    for stack in blueprint.stacks:
        name = f"{blueprint.name}-{blueprint.environment}" + ("-global" if stack is Stack.GLOBAL else "")
        path = f"cloudformation/{blueprint.environment}/{stack}.yaml"
        commands.append(
            f"aws cloudformation deploy --region {blueprint.stack_region(stack)} --stack-name {name} \\\n"
            f"  --template-file {path} --capabilities CAPABILITY_NAMED_IAM{_overrides(blueprint, stack)}"
        )
    if len(blueprint.stacks) > 1:
        commands.insert(1, "# take the outputs of the first stack as parameters of the second")
    return "\n".join(commands)


def _overrides(blueprint: Blueprint, stack: Stack) -> str:
    if stack is Stack.GLOBAL and len(blueprint.stacks) > 1:
        return ""
    names = [p.name for p in blueprint.parameters if p.default is None]
    if not names:
        return ""
    return " \\\n  --parameter-overrides " + " ".join(f"{name}=..." for name in names)


def _verify(subject: Subject) -> str:
    blueprint = subject.blueprints[Environment.PROD]
    rows = [(f"`{o.name}`", escaped(o.description)) for o in blueprint.outputs]
    shown = table(("output", "what it is"), rows) if rows else "There are no outputs."
    return sections(
        "`terraform output`, or `aws cloudformation describe-stacks --query 'Stacks[0].Outputs'`, shows:",
        shown,
        "Confirm the e-mail that the alert topic sends to its subscriber; until then alarms reach nobody.",
    )


def _steps(subject: Subject) -> str:
    steps = subject.drawings[View.FLOW].steps
    return "\n".join(f"{step.number}. {escaped(step.sentence)}" for step in steps)


def _components(subject: Subject) -> str:
    estimate = subject.evaluation.estimate
    rows = [
        (
            f"`{c.id}`",
            escaped(c.title),
            escaped(subject.kind_of(c).service),
            escaped(c.purpose),
            "existing, not priced" if c.existing else str(estimate.of(c.id)),
        )
        for c in subject.architecture.components
    ]
    return table(("id", "component", "service", "what it is for", "a month"), rows)


def _cost(subject: Subject) -> str:
    estimate = subject.evaluation.estimate
    unpriced = (
        f" {len(estimate.unpriced)} things have no price here and are not counted."
        if estimate.unpriced
        else ""
    )
    return (
        f"**{estimate.total} a month** in production (between {estimate.low} and {estimate.high}), "
        f"{estimate.fixed} of it fixed; list prices of {estimate.as_of}, before discounts and tax.{unpriced} "
        "Every line with its formula: [docs/cost.md](docs/cost.md)."
    )


def _unmet(subject: Subject) -> str:
    missed = [r for r in subject.evaluation.requirements if r.status in (Status.UNMET, Status.PARTLY)]
    if not missed:
        return "Every stated requirement that can be assessed here is met: [docs/requirements.md](docs/requirements.md)."
    return bullets(f"**{escaped(r.statement)}** ({r.status}): {escaped(r.evidence)}" for r in missed)


def _teardown(subject: Subject) -> str:
    kept = sorted({r.key.element_id for r in subject.blueprints[Environment.PROD].resources if r.retain})
    survives = (
        "What survives it on purpose, because it holds data: " + ", ".join(f"`{k}`" for k in kept) + "."
        if kept
        else "Nothing survives it."
    )
    return sections(
        "`terraform destroy`, or `aws cloudformation delete-stack` for each stack, in the opposite order.",
        survives,
    )
