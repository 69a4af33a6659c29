"""Keys that are known by how their vendor lets them begin. What follows the shortest form is part of the key.

Forms as GitHub's secret scanning and the vendors' documents give them (2026-11-22):
https://docs.github.com/en/code-security/secret-scanning/introduction/supported-secret-scanning-patterns
"""

from cloudwright.gateway.inspection.shapes import Shape, chars, either, seq, word

_ALNUM, _BASE64URL, _HEX = "0-9A-Za-z", "0-9A-Za-z_-", "0-9a-f"
_UPPER = "0-9A-Z"


def _keys(characters: str, length: int, beginnings: str) -> Shape:
    return seq(either(*map(word, beginnings.split())), chars(characters, length))


AWS_ACCESS_KEY = seq(
    either(*map(word, ("AKIA", "ASIA", "ABIA", "ACCA"))), chars("A-Z2-7", 16)
)  # https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html

API_KEY = either(
    # model providers, ourselves included
    _keys(_BASE64URL, 20, "sk-proj- sk-svcacct- sk-admin- sk-None- sk-ant- sk-or-v1- sk-cw-"),
    _keys(_ALNUM, 32, "sk- pplx- gsk_ xai- r8_ csk- fw_ nvapi-"),
    _keys(_ALNUM, 30, "hf_"),
    _keys(_BASE64URL, 35, "AIza"),
    # source code and packages
    _keys(_ALNUM, 36, "ghp_ gho_ ghu_ ghs_ ghr_ npm_"),
    _keys(_ALNUM, 22, "github_pat_"),
    _keys(_BASE64URL, 20, "glpat- gldt- glrt- glptt- glcbt- glsoat-"),
    _keys(_BASE64URL, 20, "pypi-AgEIcHlwaS5vcmc pypi-AgENdGVzdC5weXBpLm9yZw"),
    _keys(_ALNUM, 24, "rubygems_ dckr_pat_ dckr_oat_"),
    # clouds and platforms
    _keys(_BASE64URL, 24, "GOCSPX- ya29. hvs. hvb. hvr. dp.pt. dp.st. tskey-auth- tskey-api- pscale_tkn_"),
    _keys(_HEX, 40, "dop_v1_ doo_v1_ dor_v1_ sbp_"),
    _keys(_HEX, 32, "dapi shpat_ shpss_ shpca_ shppa_ SK AC glsa_"),
    _keys(_UPPER, 24, "NRAK-"),
    _keys(_ALNUM, 24, "lin_api_ ntn_ secret_ sntrys_ sntryu_ HRKU-AA figd_ PMAK- phx_ phc_"),
    _keys(_BASE64URL, 24, "ATATT3xFfGF0 ATCTT3xFfG ATBB"),
    # payment, mail and messages
    _keys(_ALNUM, 16, "sk_live_ sk_test_ rk_live_ rk_test_ whsec_"),
    _keys(_BASE64URL, 22, "sq0atp- sq0csp- EAAAE"),
    seq(word("SG."), chars(_BASE64URL, 22), word("."), chars(_BASE64URL, 16)),
    _keys(_HEX, 32, "key-"),
    seq(word("xox"), chars("abeoprs"), word("-"), chars(_BASE64URL, 20)),
    seq(word("xapp-"), chars("0-9"), word("-"), chars(_BASE64URL, 20)),
    seq(word("hooks.slack.com/services/T"), chars(_UPPER, 8), chars("0-9A-Z/", 10)),
    seq(chars("0-9", 8, most=10), word(":AA"), chars(_BASE64URL, 33)),
)
