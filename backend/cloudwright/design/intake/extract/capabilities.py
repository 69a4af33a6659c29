"""What the system must do, from the words for it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cloudwright.design.intake.fact import Fact
from cloudwright.design.model.brief import Requirement, RequirementKind


@dataclass(frozen=True, slots=True)
class Capability:
    """`id` is the requirement's id and, with underscores, its value."""

    id: str
    statement: str
    words: str


# Several that have to hear of something: 'kitchen, cleaning and billing need to know'.
_LISTED = r"(?:(?:the )?\w{3,16}, (?:the )?){1,4}\w{3,16},? and (?:the )?\w{3,16}"
_TOLD = r"(?:all |each |then |also |both )?(?:(?:need|needs|have|has|want|wants|ought|like) to |must |should |can |will |shall )?(?:know|hear|react|listen|be (?:told|informed|notified)|find out|learn|respond|take note|follow up)(?! with)"

CAPABILITIES = (
    Capability(
        "static-site",
        "Serves a web site or single-page app",
        r"(?<!in )(?<!not )static(?! (?:ip|analy|typ|address|egress))|(?:static |marketing |product |company |public )?(?:web ?sites?|websits?|webiste|sites?|(?:static |web ?|landing )pages?|blog)"
        r"|single[- ]page (?:app(?:lication)?s?)|SPAs?|front[- ]?ends?|web ?(?:app(?:lication)?s?)|React app|portfolio"
        r"|web ?shops?|online (?:shops?|stores?)|dashboards?|(?:web |customer |self[- ]service )?portals?|intranet|wiki|CRM|in the browser|members? areas?|(?:internal|web|admin) tools?|(?:my|a|personal) (?:resume|cv)|forum|web ?tool|home ?page"
        r"|(?:angular|vue|svelte|react|next\.?js|astro|hugo|jekyll|gatsby|eleventy|mk ?docs|docusaurus|sphinx|vite ?press|vuepress|pelican|zola|hexo|nuxt|gridsome|middleman|quarto)(?: app(?:lication)?)?|static (?:export|files|html|generator)|planner|booking (?:system|app)"
        r"|(?<!mobile )(?<!phone )(?<!our )(?<!their )(?<!the )(?<!ios )(?<!android )(?<!native )(?<!my )(?<!your )(?<!desktop )apps?(?! (?:asks?|calls?|queries|polls?|fetch(?:es)?|reads?|sends?|shows?)\b)|handbooks?|manuals?|newsletter archive",
    ),
    Capability(
        "files-only",
        "Consists of files, with nothing that runs",
        r"(?<!in )(?<!not )static(?=[,.;:]|$| (?:and|with|html))|(?:static|brochure|landing|documentation|marketing) (?:\w+ )?(?:sites?|websites?|pages?|exports?|files|html|generator)|just (?:\w+ )?(?:html|files)|only files|HTML|portfolio|"
        r"(?:hugo|jekyll|gatsby|eleventy|astro|mk ?docs|docusaurus|sphinx|vite ?press|vuepress|pelican|zola|hexo|middleman|quarto)|in the browser only|all (?:\w+ )?(?:calculation|computation|work|logic) in the browser",
    ),
    Capability(
        "json-api",
        "Answers API calls",
        r"(?:serverless |json |rest(?:ful)? |http |web |crud |public ){0,4}(?:apis?|back[- ]?ends?|endpoints?)|(?-i:REST|POSTs?|GETs?)|over https?|leader ?boards?|high ?scores?|services? for (?:a|an|our|the|my) (?:mobile|ios|android|iphone|phone) (?:app|game)s?|webhooks?(?! when)|CRUD|microservice",
    ),
    Capability(
        "image-processing",
        "Makes thumbnails or other versions of images",
        r"th?umb?nails?|(?:resiz|crop|shrink|convert|process|transform)\w{0,6} (?:of )?(?:the |uploaded |user |their |all ){0,3}"
        r"(?:images?|photos?|pictures?)|(?:images?|photos?|pictures?)[- ](?:pipeline|processing|resizing|conversion)|resized|cropped|smaller versions?|(?:resiz|crop|shrink|compress|scal|convert)\w{0,4} (?:them|it|each)|watermark\w{0,4}|OCR|extract(?:s|ed|ing)? (?:the )?(?:text|data|fields) from|(?:small|quick|low[- ]res(?:olution)?|web) (?:previews?|cop(?:y|ies)|versions?)|previews? of|poster (?:image|frame)s?|renditions?|ffmpeg|image ?magick|de-?identif\w{2,5}|blur+(?:s|ed|ing)?|anonymi[sz]e (?:faces|plates)|(?:two|three|four|five|several|\d) sizes|remov\w{1,3} (?:the )?backgrounds?|footprint of|cut(?:s|ting)? out|photograph(?:s|ed|ing)?|labels? of what",
    ),
    Capability(
        "file-upload",
        "Lets people upload files",
        r"uploads?|uploaded|uploading|receives? (?:[\d.,]+k? )?(?:images|photos|pictures|scans|videos)|(?:images|photos|pictures|scans|videos|clips|documents) (?:come|arrive|are (?:sent|delivered|dropped))|scans? (?:in|intake)|(?:put|puts|drop|drops|push) (?:them |it |approx\. )?(?:in|into) an? (?:s3 )?bucket|(?:users? |people |customers )?send (?:us )?(?:images|photos|pictures|files)",
    ),
    Capability(
        "async-processing",
        "Works in the background, with nothing lost when it is busy",
        r"queues?|queued|asynchronous(?:ly)?|async|in the background|background (?:jobs?|work|processing)|workers?"
        r"|spikes?|bursts?|spiky|bursty|(?:los(?:e|es|ing)) nothing(?: (?:when|if) (?:a |the )?\w+ fails?)?|nothing (?:is |gets |may be |must be )?lost|no (?:order|photo|message|event|file|upload|job|request|picture|payment)s? (?:may|must|can|should) (?:be |get |go )?(?:lost|dropped|missing)|los(?:e|ing) (?:one|any|any of them|a single one|an? \w+|\w+) is (?:not|un)[ -]?(?:acceptable|an option|ok(?:ay)?|allowed)|may take (?:a|one|some|several|a few|\d+) (?:minutes?|seconds?|moments?) to be (?:confirmed|visible|done|processed)|must not lose (?:anything|a thing)|confirmed (?:a minute |later )",
    ),
    Capability(
        "scheduled-job",
        "Runs a job on a schedule",
        r"(?:every|each) (?:night|day|hour|morning|evening|week|month|quarter|(?:mon|tues|wednes|thurs|fri|satur|sun)day)|on the \d{1,2}(?:st|nd|rd|th)(?: of (?:each|every|the) month|,? at \d)|(?:fetch|poll|pull|scrape|crawl|check|sync|import|download)\w{0,3} (?:\w+ ){1,8}(?:once|every|each) (?:an? |\d+ )?(?:minute|min|hour|day|night|week)s?|(?:every|each|once) (?:an? )?(?:\d+ )?(?:minutes?|mins?|hours?|days?),? (?:fetch|poll|pull|scrape|crawl|check|sync|import|download|look)|nightly|hourly|daily (?:job|cleanup|report|task)"
        r"|on a schedule|scheduled|cron(?: jobs?)?|clean ?up",
    ),
    Capability(
        "sign-in",
        "People sign in",
        r"(?:users?|people|customers|members|visitors) (?:can |must |should |have to |need to )?(?:sign|log)[- ]?in"
        r"|sign(?:s|ing)?[- ]?(?:in|up|on)|sso|single sign-on|regist(?:er|re)s?|okta|auth0|entra(?: id)?|azure ad|active directory|identity provider|log[- ]?ins?|authenti(?:c|f)at\w{1,5}|authentification|auth|user accounts|accounts|logged[- ]in|passwords?"
        r"|members?'s? (?:only )?(?:web ?)?(?:sites?|areas?|pages?)|members?[- ]only",
    ),
    Capability(
        "notifications",
        "Tells other systems or people when something is ready",
        r"notif(?:y|ies|ied|ication|ications)|tell (?:other systems|the app|users)|webhooks? when",
    ),
    Capability(
        "key-value-store",
        "Keeps records",
        r"(?:report|submit|enter|fill|lodge|record)\w{0,3} (?:\w+ ){1,5}(?:on|in|via|through) (?:a|an|the|our) (?:web ?)?(?:page|site|website|form|app)|databases?|data ?store|stores? (?:records?|items?|orders?|products?|notes?|tasks?|data)|records?|key[- ]value"
        r"|profil(?:es)?|forms?(?= |,|\.)|reservations?|appointments?|vacations?|registr(?:y|ations?)|contacts?|to-?dos?(?: lists?)?|orders?|catalogue?|inventory|bookings?|comments?|notes?|tasks?|products?",
    ),
    Capability(
        "event-fan-out",
        "Lets several kinds of work react to the same event",
        r"fan[- ]?out|two separate programs|several (?:programs|services) get|several consumers|multiple consumers|metadata|exif|labels?",
    ),
    Capability(
        "containers",
        "Runs in containers",
        r"(?<!shipping )containers?(?! (?:ship|vessel|port|terminal|yard|freight|transport|truck|traffic|crane))|containeri[sz]ed|docker(?:i[sz]ed)?|fargate|ECS|kubernetes|k8s|EKS",
    ),
    Capability(
        "servers",
        "Runs on servers of its own",
        r"EC2|virtual (?:machines?|servers?)|VMs?|(?:web |application |app |linux |windows |tomcat |jboss |iis )servers|(?:linux|windows|web|application|tomcat|jboss) server|servers|LAMP|wordpress|ssh|licen[cs]e (?:is )?bound to|auto ?scaling groups?|lift[- ]and[- ]shift",
    ),
    Capability(
        "relational-database",
        "Keeps records that refer to each other",
        r"(?:relational |sql )(?:databases?|dbs?)|SQL|postgres(?:ql)?|mysql|mariadb|aurora|RDS|joins",
    ),
    Capability(
        "cache",
        "Answers repeated questions from a cache",
        r"cach(?:e|es|ing)|redis|valkey|memcached|elasticache|session stores?",
    ),
    Capability(
        "live-messages",
        "Exchanges messages over open connections",
        r"live (?:to|for|with) (?:all|everybody|everyone|each other|the audience|the room)|exchang\w{1,3} messages|open connections|(?:for|to) (?:all|everyone|everybody) at once|sees? (?:\w+ ){0,6}live|live (?:\w+ )?(?:quiz|poll|auction|vote|bingo|trivia)\w{0,4}|collaborat\w{1,5}|colaborat\w{1,5}|chats?|chat ?rooms?|messengers?|(?:web ?|live ?)sockets?|(?:real[- ]?time|live) (?:messages?|messaging|chat|updates?|collaboration)"
        r"|push (?:messages?|updates?)|at the same (?:time|moment)(?! as)|see(?:s)? (?:it|them|messages|changes|updates) (?:instantly|at once|live|immediately)|(?:white ?boards?|multi-?player|in real[- ]time(?! (?:analytics|counts|dashboards?))|live (?:quiz|poll|auction|scores?|vote|game)\w{0,4}|sees? (?:\w+ ){0,3}(?:immediately|instantly|at once)|co-?editing|live cursors?|live voting|planning poker)",
    ),
    Capability(
        "event-stream",
        "Takes in a stream of small events",
        r"(?:web|site|traffic|usage|product) analytics(?! (?:tool|snippet|script))|click ?streams?|every click|each click|record (?:every |all |each )?clicks?|telemetry|ad impressions|(?:gps|vehicle|scooter|truck|bike|car) (?:positions?|locations?)|gps|(?:send|report|transmit)\w{0,3} (?:its |their |a |the )?(?:positions?|locations?)|tracking pixels?|opens (?:and|or) (?:a )?clicks?|an open or a click|(?:count|track|log|record|collect|measure)s?(?:ing|ed)? (?:\w+ ){0,3}(?:page ?views?|clicks?|impressions|opens)|iot|sensors?|(?:smart |electricity |gas |water |heat )meters?|event collection|(?:log|game|usage|app|page) events|(?:json|raw|small|tracking) events|(?:analytics|tracking|usage|sensor|device) (?:events?|data|readings?)|event streams?"
        r"|streaming (?:data|events|analytics)|data stream|kinesis|firehose|data lake",
    ),
    Capability(
        "workflow",
        "Runs steps in order and undoes them when one fails",
        r"(?:together|all(?: of (?:it|them))?|both|everything) or (?:not at all|none(?: of (?:it|them))?|neither|nothing)|or not at all|(?:give|put|roll(?:ed|s)?|take|pay|hand)(?:s|ing)? (?:\w+ ){0,4}back(?= |\.|,|;|$)(?! up| online| in(?! (?:the )?(?:right|reverse|opposite)))|rollbacks?|rolled back|(?:if|when) (?:\w+ ){1,4}(?:fails?|breaks?|can'?t|cannot)[^.;\n]{0,40}(?:cancell?ed|undone|reverted|released|refunded|reversed|freed)|all or nothing|undo(?:es|ne)?|sagas?|workflows?|orchestrat\w{1,6}|step functions?|state machines?|compensat\w{1,6}|undo(?:ne)? (?:together|in reverse)"
        r"|multi[- ]?step|(?:go(?:es)? on|continues?|resumes?|restarts?|carr(?:y|ies) on) (?:from|at) (?:the (?:failed |last )?)?step|several steps|order (?:fulfil\w{0,6}|processing)|distributed transactions?",
    ),
    Capability(
        "domain-events",
        "Tells other systems what happened through events",
        rf"{_LISTED} {_TOLD}|as (?:an )?events?(?= |,|\.|;|$)|(?:events?|messages) (?:on|over|through|via) (?:a|an|the|our) (?:event )?bus|(?:on|over|through|via) (?:a|an|the|our) bus|emit(?:s|ting)? (?:\w+ )?events?|listen(?:s|ing)? (?:to|for) (?:\w+ )?events?"
        r"|event[- ]driven|domain events?|integration events?|event bus(?:es)?|eventbridge|publish(?:es|ing)? (?:domain )?events"
        r"|(?:come|comes|coming|arrive|arrives) (?:in )?as events|is an event|each (?:of them )?(?:gets? (?:all|every|its own|a copy)|reacts?)|(?:tell|inform|notify|alert|update)s? (?:the )?\w+(?: \w+)?, (?:the )?\w+|(?:through|via|by|over) (?:\w+ )?events|tell each other|subscrib(?:e|es|ing) to|(?:informed|notified|told) (?:independently|separately)|(?:services|systems|departments|programs) (?:must|have to|should|need to|want to|each) (?:be )?(?:told|informed|notified|know|hear|react)|react(?:s)? to (?:each|every|the) \w+|each have to react|events? per|pub[/ -]?sub|loosely coupled|decoupled",
    ),
    Capability(
        "batch-processing",
        "Works through what came in, at set times",
        r"(?:a|the|one) (?:\w+ )?job (?:reads?|writes?|takes?|makes?|gets|fetch\w{0,3}|computes?|calculates?|sends?|collects?|turns?|loads?|does|goes|creates?|prints?|copies|cleans?)|batch (?:jobs?|processing|work|runs?)|batch(?:es)?(?! of)|crunch(?:es|ing)?|(?:nightly|monthly|weekly|daily|quarterly) (?:\w+ )?(?:runs?|jobs?|reports?|statements)|imports? (?:\w+ )?files|end[- ]of[- ](?:day|month|year)|(?:nightly|hourly|daily|weekly) (?:pulls?|loads?)|turn them into|ETL|(?:nightly|daily|monthly|weekly) (?:reports?|imports?|exports?|sums?|runs?|batch\w{0,2})"
        r"|(?:a|the|one) (?:\w+ )?job (?:that|which|should|must|to|runs?|looks?)|a run (?:in|of) \w+ steps|payroll run|drop (?:the )?new files|(?:fetch|poll|pull|scrape|crawl)\w{0,3} (?:\w+ ){1,8}(?:once|every|each) (?:an? |\d+ )?(?:minute|min|hour|day|night|week)s?|(?:every|each) \d+ (?:minutes?|mins?|hours?),? (?:fetch|poll|pull|scrape|crawl|sync)|data pipelines?|(?:sum|summed|add|added) up",
    ),
    Capability(
        "metered-api",
        "Counts and limits the calls of each partner",
        r"(?:partner|buyer|customer|client|reseller|supplier|dealer)s?(?: each)? (?:have|has|get|gets|receives?|with|needs?) (?:their|its|his|an?|one)?\s?(?:own )?(?:api )?keys?|API keys?|usage plans?|(?:quotas?|limits?|rate limits?) (?:for|per) (?:each |every )?(?:partner|customer|client|caller|tenant)s?"
        r"|(?:partner|metered) APIs?|(?:API|apis|REST|service) (?:\w+ )?(?:for|to) (?:\w+ )?(?:partners|suppliers|resellers|dealers)",
    ),
    Capability(
        "single-zone",
        "Runs in one zone",
        r"(?:in |just |only )?(?:one|a single|single|1)[- ](?:availability )?(?:zone|AZ)\b(?! (?:fails?|goes|is down|may|dies))",
    ),
    Capability(
        "live-counts",
        "Counts events within seconds",
        r"live (?:\w+ ){0,2}(?:readers?|consumers?|alarms?|alerts?|counts?|counters?|figures|totals|dashboards?)|counts? (?:\w+ ){0,3}within seconds|(?:real[- ]?time|up[- ]to[- ]the[- ]second) (?:counts?|counters?|analytics|dashboards?|figures)|several readers|two readers",
    ),
    Capability(
        "kept-messages",
        "Keeps messages for later readers",
        r"(?:chat |message )history|history is kept|(?:messages|boards|chats|conversations) are (?:kept|stored|saved)",
    ),
    Capability(
        "encryption-customer-key",
        "Encrypts data with a key of your own",
        r"(?:our|my|your|its) own (?:encryption )?keys?|customer[- ]managed keys?|CMKs?|own KMS keys?",
    ),
    Capability(
        "web-firewall",
        "Filters attacks before they reach the system",
        r"(?:web )?(?:application )?firewalls?|WAF|bot protection|DDoS|attacks?",
    ),
)  # fmt: skip

STATEMENTS: Mapping[str, str] = {capability.id: capability.statement for capability in CAPABILITIES}
_PATTERNS = tuple((c, re.compile(rf"\b(?:{c.words})\b", re.IGNORECASE)) for c in CAPABILITIES)
_BEFORE = 48  # characters in which a negation can stand
_PUBLIC = re.compile(
    r"\b(?:any(?:body|one) (?:may|can)|it is public|it's public|open to (?:everyone|everybody|anyone|anybody|all)"
    r"|publicly accessible|nobody signs in|no ?one signs in)\b",
    re.IGNORECASE,
)
_OF_OTHERS: Mapping[str, re.Pattern[str]] = {
    "static-site": re.compile(
        r"\b(?:called|used|consumed|polled|queried) by (?:\w+['’]?s? ){0,4}$|\b(?:partners?|their|others?|third[- ]party|foreign|affiliates?|embedded (?:on|in))['’]?s? $",
        re.IGNORECASE,
    ),
    "json-api": re.compile(
        r"\b(?:from|vendor|supplier|their|external|third[- ]party|open|no)(?:'s)? (?:an? )?(?:open |public |external )?(?:\w+ )?$",
        re.IGNORECASE,
    ),
    "relational-database": re.compile(
        r"\b(?:knows?|skills?|speaks?|fluent|good (?:at|with)|experienced? (?:in|with)?)\b[^.;!?\n]{0,20}$",
        re.IGNORECASE,
    ),
    "servers": re.compile(
        r"\b(?:TURN|STUN) $|\btoday (?:that|it|this) (?:is|runs?)\b[^.;!?\n]{0,24}$", re.IGNORECASE
    ),
}
_ELSEWHERE = re.compile(
    r"^ (?:only |located |hosted |must be |have to be )?in (?:the )?(?-i:[A-Z])", re.IGNORECASE
)
_NEGATION = re.compile(
    r"\b(?:no|without|not|never|(?:do|does)n'?t(?: \w+)?|do(?:es)? not(?: \w+)?|avoid|(?:read|heard|know) (?:about|of)(?: \W?\w+\W?){0,2}(?: and(?: about| of)?)?|instead of|(?:council|supplier|old|previous)(?:'s)?)\s(?:an?\s|any\s|(?:to )?have to )?$",
    re.IGNORECASE,
)


def find(text: str) -> Iterator[Fact]:
    """Yield one fact per capability that the text names; a negated one only answers its question."""
    for match in _PUBLIC.finditer(text):
        yield Fact(match.start(), match.end(), answers=_DENIALS["sign-in"])
    for capability, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            before = text[max(0, match.start() - _BEFORE) : match.start()]
            if _is_of_others(capability.id, match, before=before):
                continue
            if _NEGATION.search(before):
                yield from _denied(capability, match)
            else:
                yield Fact(
                    match.start(),
                    match.end(),
                    requirements=(required(capability.id, quote=match.group()),),
                    answers=_ANSWERS.get(capability.id, ()),
                )


def _is_of_others(capability_id: str, match: re.Match[str], *, before: str) -> bool:
    """Say whether the words are about what calls the system, what it calls, or what somebody knows."""
    others = _OF_OTHERS.get(capability_id)
    if others is not None and others.search(before):
        return True
    after = match.string[match.end() : match.end() + _BEFORE]
    return capability_id == "servers" and _ELSEWHERE.search(after) is not None


def _denied(capability: Capability, match: re.Match[str]) -> Iterator[Fact]:
    """What is negated answers the question about it, where there is one."""
    if capability.id in _DENIALS:
        yield Fact(match.start(), match.end(), answers=_DENIALS[capability.id])


def required(capability_id: str, *, quote: str) -> Requirement:
    """Return the requirement for a capability that the text names."""
    return Requirement(
        id=capability_id,
        kind=RequirementKind.FUNCTION,
        statement=STATEMENTS[capability_id],
        value=capability_id.replace("-", "_"),
        quote=quote,
    )


_DENIALS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "sign-in": (("sign-in", "no"),),
    "notifications": (("announce", "no"),),
}
_ANSWERS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "sign-in": (("sign-in", "yes"),),
    "notifications": (("announce", "yes"),),
}
