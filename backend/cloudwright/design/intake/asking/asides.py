"""What is off the path: other clouds, accounts, secrets, injection, promises, and small talk."""

import re
from collections.abc import Callable

from cloudwright.design.intake.asking.cues import asks, doubts, imagines
from cloudwright.design.intake.asking.topic import Aside

_SECRET = re.compile(
    r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|-----BEGIN [A-Z ]*PRIVATE KEY|\b(?:ghp|gho|github_pat)_\w{20,}|\bsk-[\w-]{20,}|\bxox[bp]-[\w-]{10,}"
    r"|\baws_?secret(?:_?access)?_?key\b\s*[:=]|\b(?:password|passwd|pwd|passphrase|api[ _-]?key|secret(?:[ _-]key)?|token)\s*(?:is|:|=)\s*[\"']?(?=\S*[\d!@#$%^&*])[^\s\"',]{6,}|\b(?:my|our|the) (?:\w+ )?(?:password|passwd|api[ _-]?key|token|secret) (?=\S*\d)(?=\S*[A-Za-z])[^\s,]{8,}",
    re.IGNORECASE,
)
_INJECTION = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass|drop)\b[^.?!\n]{0,40}\b(?:instructions?|rules|guidelines|prompts?|restrictions|polic(?:y|ies)|guardrails|safety)\b"
    r"|\b(?:system|hidden|initial|secret|original|developer) (?:prompt|instructions?|message)\b|\b(?:print|show|reveal|dump|leak|list|echo|output|read|send|tell)\b[^.?!\n]{0,40}\b(?:your (?:own )?(?:\w+ )?(?:prompt|instructions|rules|environment|env|configuration|config|secrets?|keys?|credentials|files?|source|tools)|environment variables|/etc/\w+|\.env)\b"
    r"|\byou are now\b|\b(?:act|behave|respond|answer) as (?:if|though|a|an|my|the)\b|\bpretend (?:to be|you(?:'re| are))\b|\b(?:dan|developer|god|admin|debug|sudo|root) mode\b|\bjailbreak\b|\brm -rf\b|\bdrop table\b|<\s*/?(?:system|script|instructions)\b|\[(?:system|inst)\]|\bexecute (?:this|the following|arbitrary)\b|\b(?:other|another) (?:customers?|tenants?|users?)'?s? (?:data|projects?|designs?|prompts?)\b",
    re.IGNORECASE,
)
_ACT = r"(?:deploy|roll ?out|apply|provision|launch|push|ship|publish|install|release)"
_TOUCH = r"(?:create|run|execute|start|stop|restart|reboot|delete|destroy|terminate|tear down|shut (?:down|off)|kill|change|update|modify|log ?in(?:to)?|sign in ?to|connect to|go into|access|open up|rotate)"
_ACCOUNTS = (
    r"(?:(?:my|our|the|your|this|their) (?:[\w-]+ ){0,3}(?:account|console)|aws(?: console)|account \d+)"
)
_PLACES = rf"(?:{_ACCOUNTS}|(?:(?:my|our|the|this) )?(?:aws|prod(?:uction)?|staging|live)\b)"
_ACCOUNT = re.compile(
    rf"\b{_ACT}\b[^.?!\n]{{0,50}}?\b(?:in|into|to|on|from|against|at|inside)\s+{_PLACES}"
    rf"|\b{_TOUCH}\b[^.?!\n]{{0,50}}?\b(?:(?:in|into|to|on|from|against|at|inside)\s+)?{_ACCOUNTS}"
    r"|\b(?:terraform|tofu|cdk|cloudformation|aws|kubectl|sam) (?:apply|destroy|deploy|create-stack|delete-stack|s3 rm|ec2 \w+)\b"
    r"|\b(?:can|could|will|would|do) you (?:also |just |please |even |actually )*(?:deploy|roll (?:it|this|that) out|apply (?:it|this|that)|provision|launch|install|log ?in(?:to)?|set (?:it|this|that|everything) up|(?:host|run|operate) (?:it|this|that|everything) for)\b"
    r"|^\s*(?:(?:ok(?:ay)?|great|good|now|then|please|go ahead and|just|and|so)[,.! ]+)*(?:deploy|roll ?out|provision) (?:it|this|that|everything|the (?:stack|design|whole thing|bundle|app\w*|thing))\b"
    r"|\b(?:here (?:are|is)|take|use|these are|i(?:'ll| will) give you|i can give you)\b[^.?!\n]{0,30}\b(?:credentials|access keys?|secret keys?|api keys?|passwords?|role arn)\b"
    r"|\b(?:drop|empty|wipe|terminate|restart|reboot|stop|start) (?:my|our) (?:\w+ ){0,2}(?:account|bucket|database|instance|server|stack|cluster)s?\b"
    r"|\b(?:buy|register|purchase)\b[^.?!\n]{0,30}\b(?:domain|reserved|savings plan|licen[cs]e|for us|for me)\b",
    re.IGNORECASE,
)
_HOW = re.compile(
    r"\bhow (?:do|can|would|could|should|does|to|long|much|will)\b|\bwhat (?:does|do|would|is|are|happens?)\b|\bwhich\b|\bcan (?:i|we|somebody|someone|anybody|anyone|people|they|he|she|a)\b|\bwho (?:can|could|may|is)\b",
    re.IGNORECASE,
)
_CLOUDS = re.compile(
    r"\b(?:azure|gcp|google cloud|firebase|oracle cloud|oci|ibm cloud|alibaba cloud|digital ?ocean|hetzner|heroku|vercel|netlify|cloudflare(?: workers)?|fly\.io|render\.com|linode|ovh|scaleway|supabase|"
    r"openstack|on[- ]prem(?:ises|ise)?|(?:other|another|a different|second|two|multi(?:ple)?)[- ]?clouds?(?: providers?)?|multi-?cloud|bigquery|cosmos ?db|firestore|cloud run|cloud functions?|app engine|gke|aks)\b",
    re.IGNORECASE,
)
_PROMISE = re.compile(
    r"\b(?:guarantee[ds]?|promise[ds]?|warrant(?:y|ies|ed)?|liab(?:le|ility)|legally|lawsuit|sue[ds]?|binding|in writing|money back|refund|insur(?:ed|ance)|sign (?:an?|our|the) (?:nda|contract|dpa|baa|agreement)|legal(?: advice)?|lawyer|swear|100 ?(?:%|percent) (?:sure|safe|secure|certain|uptime|available))\b",
    re.IGNORECASE,
)
_LOST = re.compile(r"\b(?:lost|lose|twice|duplicate\w*|back ?ups?|restor\w*|encrypt\w*)\b", re.IGNORECASE)
_IDENTITY = re.compile(
    r"\b(?:are you|is this|am i (?:talking|speaking|chatting) (?:to|with)) (?:an? |the )?(?:real )?(?:ai|bot|human|person|robot|machine|llm|language model|chat ?gpt|gpt|claude|gemini|copilot|alive|conscious|sentient|intelligent)\b"
    r"|\b(?:which|what) (?:ai |language )?(?:model|llm|ai)\b[^?]{0,30}\b(?:are you|is this|do you use|runs?|behind|am i)\b|\bwho (?:are you|made you|built you|is behind)\b|\bwhat (?:are you\b|can you do|do you do|can i (?:ask|say|do)|should i (?:ask|say|do))|\bwhat(?:'s| is) your (?:name|purpose|job)\b|^\s*help\s*[?!.]*\s*$|\bhow do(?:es)? (?:you|this (?:tool|product|app|chat|thing)) work\b",
    re.IGNORECASE,
)
_PRIVACY = re.compile(
    r"\b(?:do|will|does|are|is) (?:you|cloudwright|this (?:tool|chat|thing|product|app|conversation)|anybody|anyone|someone|my (?:prompt|input|chat|messages?))\b[^?]{0,30}\b(?:stor(?:e|es|ed|ing)|keep(?:ing)?|kept|sav(?:e|ed|ing)|train(?:s|ed|ing)?|shar(?:e|ed|ing)|sell(?:ing)?|send(?:ing)?|recorded|recording|logged|reading|listening)\b[^?]{0,30}\b(?:my|our|this|what (?:i|we)|prompts?|input|chat|messages?|conversation|idea|on)\b",
    re.IGNORECASE,
)
_THANKS = re.compile(
    r"^\s*(?:(?:ok(?:ay)?|great|cool|nice|perfect|awesome|wow|super|fine|good|alright|sweet|brilliant|excellent|lovely|cheers|thx|ty|thanks|thank you|many thanks|hi|hello|hey)\b[\s,.!:)-]*(?:(?:a lot|so much|very much|again|for (?:that|this|the \w+|your \w+|explaining)|that(?:'s| is| was) (?:nice|kind|good|great|helpful|very \w+|really \w+)(?: of you)?|to know|job|work|one|stuff|there|you(?:'re| are) (?:great|the best|helpful|nice))\b[\s,.!:)-]*)*)+$",
    re.IGNORECASE,
)
# Words without which a question is hardly about a system, its money, its safety or its making.
_OURS = re.compile(
    r"\b(?:understand|understood|cold|starts?|warm|do without|aws|amazon|cloud\w*|systems?|designs?|architectur\w*|options?|components?|parts?|services?|servers?|serverless|containers?|functions?|lambdas?|databases?|db|tables?|queues?|buckets?|storage|stor(?:e|es|ed|ing)|data|files?|records?|backups?|copies|cop(?:y|ied)"
    r"|cach\w*|apis?|endpoints?|web\w*|sites?|apps?|applications?|software|code|deploy\w*|stacks?|terraform|bundle|plan|diagram|picture|drawing|yaml|documents?|runbook|network\w*|vpc|subnets?|zones?|regions?|internet|public|private|secur\w*|safe\w*|attack\w*|hack\w*|encrypt\w*|keys?|secrets?|passwords?|log(?:s|ged|ging|in)?|sign[- ]?(?:in|up)|users?|customers?|visitors?|people|clients?|callers?|anybody|anyone|somebody|someone|team|traffic|loads?|requests?|calls?|messages?|events?|jobs?|uploads?|images?|orders?|scal\w*|fast\w*|slow\w*|latency|performance|limits?|quotas?|availab\w*|sla|uptime|downtime|outages?|fail\w*|crash\w*|down|lost|lose|recover\w*|restor\w*|rto|rpo|disaster"
    r"|costs?|costly|prices?|pric(?:ed|ing|ey)|pay\w*|cheap\w*|expensive|bill(?:s|ed|ing)?|budget|money|dollars?|euros?|usd|save|savings?|spend\w*|free|tier|month\w*|year\w*|complian\w*|gdpr|hipaa|pci|soc|audit\w*|iso|residency|eu|europe|retention|delet\w*|monitor\w*|alarm\w*|alert\w*|metrics?|dashboards?|debug\w*|trac(?:e|ing)|test\w*|stag\w*|dev|prod\w*|environments?|migrat\w*|kubernetes|docker|nosql|sql|postgres\w*|mysql|mongo\w*|redis|kafka|dynamo\w*|aurora|rds|s3|ec2|ecs|eks|fargate|sqs|sns|kms|waf|firewall|cognito|cloudfront|cdn|gateway|websockets?|requirements?|assum\w*|default|decision\w*|alternative\w*|trade-?offs?|recommend\w*|better|best|worse|simpler|complex\w*|integrat\w*|partners?|version\w*|revision\w*|changes?|findings?|risks?|it|this|that|these|those|we|our|us)\b",
    re.IGNORECASE,
)
# Questions about the world, the person or anybody else: 'who is', 'is it normal that my', 'do you like'.
_ABOUT_OTHERS = re.compile(
    r"\bwho (?:is|was|are|were|won|invented|wrote|sang)\b|\b(?:is it normal|do you (?:like|know|have (?:a|any|kids|children)|believe|love|remember|dream|eat|sleep|play)|have you (?:ever|seen|been|read|heard)|did you (?:know|see|hear|sleep)|my (?:\w+ )?(?:eye|head|knee|aunt|uncle|wife|husband|mother|father|sister|brother|son|daughter|dog|cat|car|back|doctor)|tell (?:me|him|her|us|them) a|how (?:old|tall) (?:are|is)|what(?:'s| is) (?:your|the (?:best|capital|meaning|time|date|distance|height|tallest|largest country)))\b",
    re.IGNORECASE,
)
_TALK = re.compile(
    r"\b(?:joke|poem|haiku|song|story|weather|football|soccer|match|game last|world cup|recipe|pizza|lunch|dinner|horoscope|president|capital of|meaning of life|favou?rite|your (?:day|weekend|mood|opinion on life)|how are you|how's it going|what'?s up|good (?:morning|night|evening|afternoon)|happy (?:birthday|new year|christmas)|movie|film|music|girlfriend|boyfriend|(?:my )?(?:wife|husband|mother|dog|cat) says|stock market|lottery|bitcoin price|who won|homework|translate|essay|footballer|actor|singer|celebrity|religion|politics|what time is it|what day is it)\b",
    re.IGNORECASE,
)


_SYSTEM = re.compile(
    r"\b(?:aws|cost\w*|price|design|data|database|table|bucket|queue|api|server\w*|container\w*|function|lambda|jobs?|fail\w*|notic\w*|alarm\w*|backup\w*|secur\w*|encrypt\w*|traffic|users?|requests?|region|zone|deploy\w*)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


_FIGURES = re.compile(
    r"\b\d+ of the \d+\b|\b\d+ ?(?:%|percent|[kmgt]b|dollars?|euros?|requests?|users?)\b", re.IGNORECASE
)


def aside(text: str, *, named: bool) -> Aside | None:
    """Return what is off the path in the text; `named` says that it speaks of a part or a technology."""
    found = next((each for each, meant in _ASIDES if meant(text)), None)
    return Aside.SMALL_TALK if found is None and not named and _is_talk(text) else found


def _is_for_an_account(text: str) -> bool:
    return _ACCOUNT.search(text) is not None and _HOW.search(text) is None


def _wants_a_promise(text: str) -> bool:
    return (
        _PROMISE.search(text) is not None
        and _LOST.search(text) is None
        and (asks(text) or doubts(text) or imagines(text))
    )


def _is_about_another_cloud(text: str) -> bool:
    return _CLOUDS.search(text) is not None and (asks(text) or doubts(text) or imagines(text))


def _is_talk(text: str) -> bool:
    sentences = [s for s in _SENTENCE.split(text) if s.strip()]
    return (
        bool(sentences)
        and _FIGURES.search(text) is None
        and all(
            (_TALK.search(s) and not _SYSTEM.search(s)) or (_ABOUT_OTHERS.search(s) and not _OURS.search(s))
            for s in sentences
        )
    )


_ASIDES: tuple[tuple[Aside, Callable[[str], object]], ...] = (
    (Aside.SECRET, _SECRET.search),
    (Aside.INJECTION, _INJECTION.search),
    (Aside.ACCOUNT, _is_for_an_account),
    (Aside.THANKS, _THANKS.search),
    (Aside.PRIVACY, _PRIVACY.search),
    (Aside.IDENTITY, _IDENTITY.search),
    (Aside.PROMISE, _wants_a_promise),
    (Aside.OTHER_CLOUD, _is_about_another_cloud),
)


def another_cloud(text: str) -> str:
    """Return the words for what is not AWS in the text, or nothing."""
    found = _CLOUDS.search(text)
    return found.group(0) if found else ""
