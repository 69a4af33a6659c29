"""Texts of 20,000 characters that are written to make a pattern search again and again."""

LENGTH = 20_000
_SEEDS = (
    "1", "1,111", "1 111 ", "1.111", "9" * 40 + " ", "web ", "a.", "a-", "a1.b2.", "word ", " ", "\t \n",
    "$1", "$",
    "under ", "10-", "between 1 and ", "no ", "don't ", "process the ", "remove ", "add a firewall and ",
    "add ;",
    "?", "? ", "for ", "five ", "half a million ", "RTO ", "99.", "one two ", "per ", "the the ",
    "in the EU ",
    "user log in ", "http://a", "'", "é", "資", "[Selected components: ", "images of ", "set memory to 1 ",
)  # fmt: skip


def adversarial_texts() -> tuple[str, ...]:
    """Return each seed repeated to the full length, with an ending that no pattern expects."""
    return tuple((seed * (LENGTH // len(seed)))[: LENGTH - 1] + "!" for seed in _SEEDS)
