"""Whether a sentence asks, doubts or imagines."""

import re

_ASKED = re.compile(
    r"\?\s*[\"')\]]*\s*$"
    r"|^\s*(?:(?:and|but|so|ok(?:ay)?|hm+|well|then|also|wait|sorry|hey|hi|please|now|just|one (?:more )?question)\b[\s,:;.-]*)*"
    r"(?:what|why|how|which|when|where|who|whose|is|are|does|do|did|can|could|should|shall|would|will|has|have|am|was|were"
    r"|isn'?t|aren'?t|doesn'?t|don'?t (?:we|you|i|they)|won'?t|couldn'?t|shouldn'?t|wouldn'?t|can'?t|explain|tell me|show me|walk (?:me|us)|describe|list|compare|remind me)\b"
    r"(?!\s+(?:(?:me|us) )?(?:by mail|by e-?mail|when)\b)"
    r"|[,.!;:-]\s+(?:and |but |so )?(?:how|what|where|which|who|why|when) (?:would|will|do|does|did|is|are|was|were|could|can|should|exactly)\b"
    r"|\b(?:i|we)(?:'d| would)? (?:wonder|(?:want|like|need) to (?:know|understand))\b|\bany idea\b|\b(?:curious|wondering) (?:what|why|how|whether|if)\b",
    re.IGNORECASE,
)
_POLITE_ORDER = re.compile(
    r"^\s*(?:(?:ok(?:ay)?|and|then|now|please|great)[,.!]?\s+)*(?:can|could|would|will) you (?:please |kindly |also |just |now )*"
    r"(?!(?:do (?:it|this|that) (?:for|with|under|on|below|within)|tell|explain|show|say|describe|list|compare|remind|estimate|calculate|compute|give (?:me|us) (?:the|a|an) (?:cost|price|reason|list|number|figure|estimate|overview|summary)|guarantee|promise|deploy|run)\b)\w+",
    re.IGNORECASE,
)
_DOUBTED = re.compile(
    r"\b(?:too|so|awfully|rather|pretty|quite|very|way|a bit|damn|insanely|ridiculously) (?:too )?(?:expensive|much|dear|costly|high|pricey|complex|complicated|slow|risky|big|heavy|steep|many (?:services|parts|components|things))\b"
    r"|\b(?:do not|don'?t|never|cannot|can'?t) (?:really |quite |fully |much )?(?:trust|believe|like|see why|get why|understand why|buy)\b"
    r"|\b(?:worr(?:y|ies|ied|ying)|afraid|scared|nervous|concern(?:ed|s)?|uneasy|uncomfortable|sceptical|skeptical|doubt\w*|not (?:so |really |too |entirely )?(?:sure|convinced|happy|comfortable)|dangerous|unsafe|insecure|overkill|over-?engineered|wasteful|rip-?off)\b"
    r"|\b(?:an?|my|our|the|one) (?:\w+ )?\w+ (?:would )?(?:prefers?|insists?|swears? by|hates?|demands?|wants? (?!to\b|\d))\b|\btalk (?:me|him|her|us|them) (?:out of|into)\b|\bover the top\b|\bcome on\b|\bsmells? of\b|\bwasting\b|\bany (?:\w+ ){1,3}(?:could|can|may|might)\b|\b(?:depends?|rel(?:y|ies)) on it\b|\bone dead \w+\b|\bsleeps? (?:badly|better)\b|\b(?:my|our|the) (?:\w+ )?(?:boss|cto|ceo|cfo|ciso|manager|team|colleagues?|lead|architect|security(?: team| people| officer)?|auditors?|client|customer|board|devs?|developers?|ops|finance|legal) (?:\w+ )?(?:wants?|says?|thinks?|insists?|prefers?|asks?|worr\w+|hates?|loves?|swears?|demands?|would (?:rather|like|prefer)|doesn'?t|don'?t|does not|is|are)\b"
    r"|\block(?:ed)?[- ]?in\b|\b(?:won'?t|will not|will never|does not|doesn'?t|can'?t|cannot) (?:ever )?(?:scale|cope|hold up|be enough|survive|work|handle|last|be safe|be secure)\b"
    r"|\bi (?:think|guess|believe|feel|suspect|fear|find (?:it|that|this))\b|\bin my (?:view|opinion)\b|\b(?:would|might|could|will) be (?:\w+ )?(?:simpler|cheaper|better|easier|faster|safer|enough) than\b|\b(?:hate|dislike|mistrust|distrust)\b|\b(?:everybody|everyone|people|they) (?:say|says|tell|uses?)\b|\bi(?:'ve| have)? (?:heard|read|was told)\b"
    r"|\b(?:seems?|looks?|sounds?|feels?) (?:\w+ ){0,2}(?:expensive|wrong|risky|slow|complicated|complex|fragile|much|high|unsafe|insecure|a lot|steep|overkill|excessive)\b"
    r"|\b(?:that|it|this)(?:'s| is) (?:(?:nearly |almost |over |about |still )?(?:[$€£]\s?\d[\d.,]*|\d[\d.,]*k? ?(?:dollars?|bucks|euros?|usd|eur|gbp|chf))|a lot|expensive|pricey|steep|excessive|ridiculous|insane|crazy|absurd)\b|\bisn'?t (?:that|it|this)\b"
    r"|\bnot (?:so )?(?:good|great|nice|ok(?:ay)?|acceptable|ideal|enough|fine)\b(?! enough to)|\b(?:ruin\w*|bankrupt\w*|nightmare|terrible|horrible|awful|scary|frighten\w*|unacceptable|useless|seen that (?:movie|before)|scream\w*|ouch|yikes|gosh|hell)\b"
    r"|\b(?:gets?|breaks?|hacks?|walks?|sneaks?) in(?:to)?\b(?! touch)|\bstolen\b|\bnobody (?:notices|knows|sees|is told|cares|looks)\b|\b(?:anybody|anyone|everybody|everyone|somebody|someone|people|strangers?) (?:\w+ ){0,2}(?:can|could|may|might|guess\w*|steal\w*|read|sees?)\b|\b(?:a lot|much|way) (?:more|less|slower|bigger|dearer) than\b"
    r"|,\s*(?:is|are|do|does|can|could|will|would|has|have)n'?t (?:it|they|we|you|that|he|she|there)\s*[.!]*$|,\s*(?:right|no|huh|eh)\s*[.!]*$|\bwhat speaks against\b|\b(?:only|exists?) (?:exists? )?once\b|^\s*(?:the )?same (?:thing |design )?(?:but|only|just) (?:cheaper|simpler|safer|faster)\b"
    r"|\b(?:feels?|looks?|seems?|sounds?) (?:\w+ ){0,3}(?:thin|weak|bare|flimsy|odd|strange|naked|heavy)\b",
    re.IGNORECASE,
)
_IMAGINED = re.compile(
    r"\bwhat (?:if|happens|would happen|about if|when)\b|\bsuppos(?:e|ing)\b|\bimagin(?:e|ing)\b|\bassum(?:e|ing) (?:that|we|the|our|it|a|an)\b"
    r"|\bif (?:we|our (?:budget|traffic)|traffic|it) (?:had|lost|were|got|grew|doubled|only|suddenly)\b|\b(?:say|let'?s say) (?:we|the|our|an?|one)\b|\b(?:then|now) what\b|\bhow bad(?:ly)?\b"
    r"|^\W*(?:(?:and|but|so|then|ok)\W+)*if\b[^?]*\?\s*$|\blet'?s imagine\b|\bpretend (?:that|we|the|our)\b|\bhypothetical\w*\b|\b(?:would|will|does|can) (?:it|we|this|that|the|our) [\w ]{0,20}(?:survive|hold|cope)\b",
    re.IGNORECASE,
)


# What nobody may do without is required, and no doubt.
_DEMANDED = re.compile(r"\b(?:nobody|no ?one|none)\b[^.;!?]{0,40}\bwithout\b", re.IGNORECASE)
_ORDERED = re.compile(
    r"^\s*(?:(?:please|now|then|and|ok(?:ay)?|so|also|rather|instead|no|actually|but|sorry)[,.!]?\s+)*(?:(?:i|we)(?:'d| would)? (?:want|need|like) (?:to )?|without |no more )?(?:(?:do not|don'?t|never) \w+|without|add|remove|drop|delete|put|use|set|make|build|move|undo|revert|raise|increase|bump|lower|reduce|decrease|turn|switch|enable|disable|encrypt|protect|design|create|generate|prepare|give|change|keep|get rid of|take|include|let|replace|swap|rename|call|connect|send|store|log|limit|allow|block|require|double|halve|scale|go|do|forget|ignore|choose|pick|redo|restore|return)\b",
    re.IGNORECASE,
)


def orders(text: str) -> bool:
    """Whether the text begins as an order does."""
    return _ORDERED.search(text) is not None


def asks(text: str) -> bool:
    """Whether the text asks something; 'could you add ...?' is an order."""
    return _ASKED.search(text) is not None and _POLITE_ORDER.search(text) is None


def doubts(text: str) -> bool:
    """Whether the text objects to something without asking."""
    return _DOUBTED.search(_DEMANDED.sub(" ", text)) is not None


def imagines(text: str) -> bool:
    """Whether the text is about something that is not so."""
    return _IMAGINED.search(text) is not None
