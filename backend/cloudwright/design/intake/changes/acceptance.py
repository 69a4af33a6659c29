"""Messages that accept the design as it is: 'looks right, we take it', 'that's the one'."""

import re

from cloudwright.design.intake.changes.plain import LONGEST_ORDER

_IT = r"(?:it|this|that|this one|that one|(?:this|that|the|your) (?:design|one|version|option|proposal|architecture|solution|plan))"
_ACCEPTS = re.compile(
    rf"\b(?:(?:i|we)(?:'ll| will|'d| would|'re| are|'m| am)? (?:hereby |gladly |happily |all |definitely |can )?(?:accept|approve|take|have|choose|chose|pick|want|sign off(?: on)?|agree (?:to|with|on)|go with|going with|keep|settle (?:on|for)|stick with|happy with|fine with|ok(?:ay)? with|pleased with|satisfied with|good with|sold on|love|like) {_IT}"
    rf"|(?:that|this|it)(?:'s| is) (?:the one|it|our design|what (?:we|i)(?:'ll| will)? (?:want|need|go with|take|wanted|needed)|settled|decided|final|approved|accepted|perfect|agreed|good enough|right|exactly (?:it|right|what (?:we|i) (?:want|need)))"
    rf"|(?:let'?s|we(?:'ll| will| can| should)?|i(?:'ll| will)?) (?:go (?:ahead )?with|take|have|keep|use|stick (?:with|to)|settle (?:on|for)) {_IT}|that will do|that does it|(?:this|that|it) (?:works|will do|suits|looks|seems|is|sounds) (?:\w+ )?(?:right|good|fine|great|perfect|nice(?:ly)?|ok(?:ay)?|for (?:me|us)|nicely|well)"
    r"|looks (?:right|good|great|fine|perfect|nice)|sold|settled|agreed|approved|accepted|deal|done deal|(?:we(?:'re| are) )?done here|good enough|sign(?:ed)? off|fine by (?:me|us)|(?:ok(?:ay)?|yes|so) accept|(?:i|we) (?:hereby )?(?:accept|approve|agree)|happy with (?:it|this|that))\b",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:not|n't|never|no longer|if|unless|until|once|but|except|when|would)\b|\?", re.IGNORECASE
)


def accepts(text: str) -> bool:
    """Whether the text does nothing but accept what is there."""
    return len(text) <= LONGEST_ORDER and _ACCEPTS.search(text) is not None and _NOT.search(text) is None
