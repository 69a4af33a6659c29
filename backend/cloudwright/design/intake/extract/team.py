"""Who builds and runs it: how many people, and what they know."""

import re
from collections.abc import Iterator

from cloudwright.design.intake.fact import Fact
from cloudwright.design.intake.numbers import QUANTITY, RANGE, quantity
from cloudwright.design.model.brief import Requirement, RequirementKind

ROLES = (
    r"(?:devs?|developers?|engineers?|programmers?|coders?|admins?|administrators?|sys ?admins?|researchers?|data scientists?|architects?|"
    r"freelancers?|contractors?|founders?|co-?founders?|technicians?|devops(?: people)?|sres?|dbas?|hackers?|techies)"
)
_TOGETHER = re.compile(r"\s?(?:,|and|&|\+|plus|, and)\s?", re.IGNORECASE)
_PERSONS = r"(?:people|ppl|persons?|guys|folks|heads|colleagues|friends|brothers|sisters|wom[ae]n|m[ae]n|\w{3,14}(?:ers|ists|ants|eurs))"
_KIND_OF = r"(?:(?:full[- ]?stack|back[- ]?end|front[- ]?end|data|software|senior|junior|part[- ]time|full[- ]time|platform|cloud|web|mobile|it|ml|in-house|python|java|node(?:\.js)?|php|ruby|go|\.net|c#|typescript|javascript|kotlin|rust|scala)[ /-]){0,3}"
_SIZES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{RANGE}{QUANTITY}\s?{_KIND_OF}{ROLES}\b(?! (?:who )?(?:use|uses|using|log|logs|sign|signs|a (?:day|month)|per))",
        rf"\b(?:team|crew|group|shop|startup|start-up|squad|department)(?: (?:has|is|with|consists))?(?: size)?(?: of)?:? \(?(?:about |only |just |around |us )?{RANGE}{QUANTITY}(?! ?(?:%|[a-z]{{1,12}} (?:use|log)))(?: {_PERSONS}\b|(?= (?:and|with|who|that|which|knows?|here|in|at|on|so|but|is|are|all|plus|no|doing|building|using|working)\b| ?[^ \w]|$))",
        rf"{QUANTITY}[- ](?:person|people|man|woman|head|member|dev|developer|engineer)s?[- ](?:team|show|band|shop|crew|company|startup|start-up|operation|business)\b",
        rf"{QUANTITY} (?:people |ppl |developers |devs |persons )?(?:of us|in (?:the|our|my) team|on (?:the|our|my) team|in it)\b",
        rf"\b(?:we are|we're|we re|were|we have|there are|there're|us) (?:only |just |a team of |about )?{QUANTITY}\s(?:\w{{2,12}} )?{_PERSONS}(?! (?:use|log|sign|visit|per|a (?:day|month)))\b",
        rf"\b(?:teams?|shop|crew|start-?up|devs?|in-house)\b[^.;\n]{{0,24}}[,:(] ?{QUANTITY} (?:people|ppl|persons|heads|devs)\b",
        rf"\b(?:python|java|javascript|typescript|go|php|ruby|node(?:\.js)?|rust|kotlin|c#|\.net) (?:people|folks|devs?|developers?|guys|shop)[,:]? {QUANTITY}(?: (?:of us|people|ppl))?\b",
    )
)
_ME_AND = re.compile(
    rf"\b(?:me|myself|i) (?:and|&|\+|plus) (?:my )?(?:{QUANTITY}\s|an? |another |my )?{_KIND_OF}(?:{ROLES}|friends?|colleagues?|brother|sister|wife|husband|partner|son|daughter|student|intern)\b(?! (?:use|log|want|need))",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"\b(?:i'?m (?:all )?alone|i am (?:all )?alone|just me\b|only me\b|me alone|it'?s (?:just|only) me|by myself|on my own|all by myself|"
    r"(?:i'?m|i am|as) (?:a|the) (?:solo|sole|single|only|lone|one)[- ](?:developer|dev|founder|engineer|person|programmer|admin|man|woman)\w{0,12}|"
    r"solo (?:dev(?:eloper)?|founder|project|maker|engineer)|(?:one|single)[- ](?:man|woman|person)[- ](?:show|band|shop|team|company|business|startup)|"
    r"(?:one|a single|single|1) (?:dev|developer|engineer|person|programmer)\b|i (?:[a-z]{2,8} ){0,4}(?:alone|by myself|on my own|single[- ]handed(?:ly)?)\b)",
    re.IGNORECASE,
)
_LANGUAGES = {
    "Python": r"python", "JavaScript": r"java ?script", "TypeScript": r"type ?script", "Java": r"java(?! ?script)", "Kotlin": r"kotlin",
    "Go": r"golang|(?-i:Go)(?= (?:service|developers?|devs?|people|shop|code|programmers?|backend|microservices?|web service))|(?<=in )(?-i:Go)\b|(?<=[+/&,;:-] )(?-i:Go)(?=\s*(?:[.,;+&/)\n]|$|please))|(?<=know )(?-i:Go)\b|(?<=knows )(?-i:Go)\b|(?-i:Go)(?=,? (?:and|or) (?-i:[A-Z]))", "Rust": r"(?-i:Rust)(?! belt)",
    "C#": r"c#|c sharp", ".NET": r"(?<!asp)\.net(?: core)?|dot ?net", "PHP": r"php", "Ruby": r"ruby(?: on rails)?", "Node.js": r"node\.?js|(?<=in )node",
    "Scala": r"scala", "Elixir": r"elixir", "Perl": r"perl", "C++": r"c\+\+", "PyTorch": r"py ?torch", "TensorFlow": r"tensor ?flow",
}  # fmt: skip
# Known only where the words around it say that somebody knows it.
_CRAFTS = {
    "SQL": r"sql", "HTML": r"html", "CSS": r"css", "React": r"react", "Angular": r"angular", "Vue": r"vue(?:\.js)?", "Django": r"django",
    "Rails": r"rails", "Spring": r"spring(?: boot)?", "Laravel": r"laravel", "Terraform": r"terraform", "Ansible": r"ansible", "Docker": r"docker",
    "Kubernetes": r"kubernetes|k8s", "Linux": r"linux", "WordPress": r"word ?press", "CDK": r"cdk", "CloudFormation": r"cloudformation",
    "Bash": r"bash", "Excel": r"excel", "Swift": r"swift", "Flutter": r"flutter", "PostgreSQL": r"postgres(?:ql)?", "MySQL": r"mysql", "Git": r"git",
    "AWS": r"aws", "R": r"(?-i:R)(?=[,.;)\s]|$)", "Spark": r"spark", "Flask": r"flask", "FastAPI": r"fastapi", "Next.js": r"next\.?js", "Svelte": r"svelte",
}  # fmt: skip
_KNOWN_BEFORE = re.compile(
    rf"\b(?:knows?|knew|knowing|knowledge of|experienced?|skilled|skills?|familiar|fluent|comfortable|good (?:at|with|in)|proficient|versed|live and breathe|breathe|"
    rf"speaks?|writes?|codes?|background in|expert(?:s|ise)?(?: in| with)?|learned|used to|{ROLES}|people|of us|team(?: of)? \w{{1,9}})\b[^.;!?\n]{{0,28}}$",
    re.IGNORECASE,
)
_KNOWN_AFTER = re.compile(
    rf"^[ -]?(?:skills?|knowledge|experience|background|know-how|people|shop|folks|guys|wizards?|{ROLES})\b",
    re.IGNORECASE,
)
_UNKNOWN = re.compile(
    r"\b(?:no|not|never|nobody|none|neither|don'?t|doesn'?t|do not|does not|without|little|hates?|old|legacy)\b[^.;!?\n]{0,24}$",
    re.IGNORECASE,
)
_CUES = re.compile(
    rf"\b(?:{ROLES}|team|crew|group|shop|start-?up|squad|department|of us|we'?re|we are|there are|person|people|man|woman|alone|me|myself|own|solo|sole|one|single|heads?|in it)\b",
    re.IGNORECASE,
)
_BEFORE = 44  # characters in which a word can say that somebody knows a thing
_LARGEST_TEAM = 100_000


def find(text: str) -> Iterator[Fact]:
    """Yield the size of the team and each thing that it knows."""
    told = _CUES.search(text) is not None
    joint = _ME_AND.search(text)
    if joint is not None:
        yield _size(joint, 1 + (int(quantity(joint)) if joint["digits"] or joint["word"] else 1))
        told = False
    sizes = [m for pattern in _SIZES for m in pattern.finditer(text) if _is_size(m)] if told else []
    if sizes:
        yield _size(sizes[0], int(quantity(sizes[0])) + _joined(sizes))
        yield from (Fact(*m.span()) for m in sizes[1:])
    elif told:
        yield from (_size(m, 1) for m in _ALONE.finditer(text))
    if _ANY_SKILL.search(text) is None:
        return
    for craft, words in _SKILLS:
        for match in words.finditer(text):
            if _is_known(match, must_be_said=craft in _CRAFTS):
                yield _skill(match, craft)


def _joined(sizes: list[re.Match[str]]) -> int:
    """Return how many more are told right after the first: 'two developers and one admin'."""
    more, end = 0, sizes[0].end()
    for match in sizes[1:]:
        if (
            match.re is not sizes[0].re
            or match.start() < end
            or not _TOGETHER.fullmatch(match.string[end : match.start()])
        ):
            break
        more, end = more + int(quantity(match)), match.end()
    return more


def _is_size(match: re.Match[str]) -> bool:
    if (match["word"] or "").lower() in {"a", "an"}:
        return False
    return 0 < quantity(match) <= _LARGEST_TEAM


def _is_known(match: re.Match[str], *, must_be_said: bool) -> bool:
    before = match.string[max(0, match.start() - _BEFORE) : match.start()]
    if _UNKNOWN.search(before):
        return False
    said = _KNOWN_BEFORE.search(before) or _KNOWN_AFTER.search(match.string[match.end() : match.end() + 20])
    return bool(said) or not must_be_said


def _size(match: re.Match[str], people: int) -> Fact:
    requirement = Requirement(
        id="team-size",
        kind=RequirementKind.TEAM,
        statement=f"Built and run by {people:,} {'person' if people == 1 else 'people'}",
        value=people,
        unit="people",
        quote=match.group().strip(),
    )
    return Fact(match.start(), match.end(), requirements=(requirement,))


def _skill(match: re.Match[str], craft: str) -> Fact:
    name = re.sub(r"[^a-z0-9]+", "-", craft.lower().replace("#", "-sharp").replace("++", "-plus-plus")).strip(
        "-"
    )
    requirement = Requirement(
        id=f"team-knows-{name}",
        kind=RequirementKind.TEAM,
        statement=f"The team works with {craft}",
        value=craft,
        quote=match.group(),
    )
    return Fact(match.start(), match.end(), requirements=(requirement,))


_SKILLS = tuple(
    (craft, re.compile(rf"(?<![\w@/-])(?:{words})(?![\w+#])", re.IGNORECASE))
    for craft, words in (_LANGUAGES | _CRAFTS).items()
)
_ANY_SKILL = re.compile("|".join((_LANGUAGES | _CRAFTS).values()), re.IGNORECASE)
