"""What an answer offers to do, and whether the next message takes it: 'yes please', 'no thanks'."""

import re
from enum import StrEnum

from cloudwright.design.intake.changes.plain import LONGEST_ORDER

_SENTENCE = "Say 'yes' and I do it: '{order}'."
_AGAINST = "Shall I do it anyway? Say 'yes' and I do: '{order}'."
_OFFERED = (
    re.compile(r"Say 'yes' and I do(?: it)?: '(?P<order>[^\n]{2,300}?)'(?=[.\n]|$)"),
    re.compile(r"'(?P<order>[^'\n]{2,300})', said as an order"),
)
_YES_WORD = (
    r"(?:yes|yep|yeah|yup|sure|ok(?:ay)?|right|fine|agreed|absolutely|definitely|certainly|of course|by all means|please(?: do)?|go(?: for it| ahead)?|do (?:it|that|so|this|them)"
    r"|(?:let'?s|we(?:'ll| will)?|i(?:'ll| will)?) (?:do|take|have) (?:it|that|this|them)|make it so|sounds (?:good|great|fine|right|reasonable)|good idea|why not|i agree|that works|works for (?:me|us)|(?:that.s |it.s )?fine (?:by|with|for) (?:me|us)|perfect|great|good|alright|all right"
    r"|(?:yes )?(?:i|we) (?:do|want (?:it|that)|insist)|anyway|go on|exactly|correct|true|add (?:it|that)|apply (?:it|that)|proceed|confirmed?|accepted)"
)
_YES = re.compile(
    rf"^\s*(?:(?:oh|ah|hm+|well|then|and|just)[\s,]+)*{_YES_WORD}(?:[\s,.!:;-]+(?:{_YES_WORD}|then|please|now|thanks?|thank you|anyway|both|it|that|with (?:it|that)|as (?:you )?(?:said|offered|proposed|suggested)|by all means|for me|for us))*\s*[.!]*\s*$",
    re.IGNORECASE,
)
_NO_WORD = (
    r"(?:no|nope|nah|better not|rather not|do(?: not|n'?t)(?: (?:do|add|touch|change) (?:it|that|anything))?|leave (?:it|that)(?: (?:alone|as it is|be|out))?|keep (?:it|that|things|everything) (?:as (?:it|they|things) (?:is|are|was|were)|the same)|not (?:now|yet|needed|necessary|really|today)"
    r"|skip (?:it|that)|forget (?:it|that|about it)|never ?mind|scrap (?:it|that)|drop (?:it|that)|cancel(?: (?:it|that))?|no way|stop|hold on|(?:on )?second thoughts?|i(?:'d| would) rather not|let'?s not|you(?:'re| are) right)"
)
_NO = re.compile(
    rf"^\s*(?:(?:oh|ah|hm+|well|then|ok(?:ay)?|right|sorry|actually|and)[\s,.!]+)*{_NO_WORD}(?:[\s,.!:;-]+(?:{_NO_WORD}|then|please|thanks?|thank you|it'?s fine|that'?s fine|fine))*\s*[.!]*\s*$",
    re.IGNORECASE,
)


class Reply(StrEnum):
    YES = "yes"
    NO = "no"


def offer(order: str) -> str:
    """Return the sentence that offers to carry out an order; 'yes' to it does so."""
    return _SENTENCE.format(order=order)


def offer_against(order: str) -> str:
    """Return the sentence that asks whether to carry out an order which goes against something stated."""
    return _AGAINST.format(order=order)


def offered_in(answer: str) -> str:
    """Return the order that an answer offers last, empty when it offers none."""
    found = [(m.start(), m["order"]) for pattern in _OFFERED for m in pattern.finditer(answer)]
    return max(found, default=(0, ""))[1]


def reply(text: str) -> Reply | None:
    """Return whether a message that says nothing else agrees or declines."""
    if len(text) > LONGEST_ORDER:
        return None
    if _NO.match(text):
        return Reply.NO
    return Reply.YES if _YES.match(text) else None
