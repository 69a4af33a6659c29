"""Who signs in, and how."""

import re
from functools import partial

from cloudwright.agents.answers.answer import Answer
from cloudwright.agents.answers.subject import Subject
from cloudwright.design.intake.asking.topic import Asked
from cloudwright.design.model.architecture import Component


def sign_in(subject: Subject, asked: Asked) -> Answer:
    """Who is let in and how: passwords, a second factor, accounts of others, and what a stolen key can do."""
    pools = subject.of_kind("cognito_user_pool")
    if pools:
        return _pool(subject, pools[0], asked)
    apis = subject.of_kind("rest_api", "http_api", "websocket_api")
    keyed = [c for c in apis if subject.setting(c.id, "partners")]
    if keyed:
        quota, rate = (
            subject.setting(keyed[0].id, "partner_quota_per_day"),
            subject.setting(keyed[0].id, "partner_rate_per_second"),
        )
        return Answer(
            lead=f"A stolen key works until it is withdrawn: {keyed[0].title} holds each partner's key to {rate} calls a second and a quota of {quota} a day.",
            details=(
                "A web firewall sees addresses and known attacks, not whose key it is",
                "Withdraw the key in API Gateway, and give the partner a new one",
            ),
        )
    said = subject.offer("add sign-in")
    return Answer(
        lead="Nobody signs in here: whoever reaches the way in is answered."
        if apis
        else "Nobody from outside is let in, so there is nothing to sign in to.",
        details=(
            said,
            "People's accounts, passwords and second factors are then Cognito's; your code never sees a password",
        )
        if said
        else (),
        orders=("add sign-in",) if said else (),
    )


def _pool(subject: Subject, pool: Component, asked: Asked) -> Answer:
    get = partial(subject.setting, pool.id)
    mfa = str(get("mfa"))
    words = {
        "ON": "a second factor is required",
        "OPTIONAL": "a second factor (authenticator app) may be switched on by each person",
        "OFF": "no second factor is asked for",
    }
    outside = re.search(
        r"\b(?:google|facebook|apple|microsoft|github|azure|entra|okta|ldap|directory|sso|saml|oidc|company|corporate)\b",
        asked.words,
        re.IGNORECASE,
    )
    elsewhere = "Cognito can let people in by Google, Apple, Microsoft or any OIDC or SAML directory: that is set up in the user pool after deploying, and not drawn here"
    order = "require a second factor"
    offered = "" if mfa == "ON" else subject.offer(order)
    lead = f"{pool.title}: passwords of at least {get('minimum_password_length')} characters, and {words.get(mfa, 'no second factor')}; Cognito slows down guessing."
    return Answer(
        lead=f"Yes: {elsewhere[:1].upper()}{elsewhere[1:]}." if outside else lead,
        details=(
            *((lead,) if outside else ()),
            f"{offered}; then a guessed or stolen password alone lets nobody in" if offered else "",
            f"A stolen token works for {get('access_token_minutes')} minutes at most",
            "" if outside else elsewhere,
        ),
        orders=(order,) if offered else (),
    )
