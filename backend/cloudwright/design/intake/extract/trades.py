"""What people are called who use a system: by their trade, by what they come for, by how they belong to it."""

_BY_TRADE = (
    r"accountants?|agents?|analysts?|bakers|bankers?|barbers|bookkeepers?|brokers|builders|butchers|carers|caretakers|cashiers|chefs|clerks?|coaches|cleaners|consultants|cooks|couriers?|craftsmen|"
    r"dentists?|designers|dispatchers|doctors?|drivers?|editors|electricians|estate agents|farmers|firefighters|fishermen|foremen|gardeners|guards|hairdressers|inspectors?|instructors|interpreters|"
    r"journalists|judges|lawyers|lecturers|librarians?|mechanics|midwives|musicians|notaries|nurses?|officers?|painters|paramedics|pharmacists?|photographers|physicians|pilots|planners|plumbers|"
    r"policemen|porters|professors|psychologists|rangers|receptionists|reporters|reps|representatives|sales ?people|salesmen|secretaries|solicitors|surgeons|surveyors|tailors|teachers?|technicians|techs|rowers|"
    r"therapists?|tradesmen|trainers|translators|tutors|underwriters|vets|veterinarians|waiters|wardens|welders|writers|case ?workers?|social workers?|shop assistants|assistants|underwriters"
)
_BY_PURPOSE = (
    r"users?|usrs?|visitors?|visiters?|customers?|costumers?|guests?|clients?|viewers?|readers?|listeners?|players?|gamers?|shoppers?|buyers?|sellers?|bidders|traders|sellers|subscribers?|"
    r"followers?|fans|bloggers?|learners?|participants?|attendees?|delegates|voters|applicants?|candidates|patients?|riders?|passengers?|commuters|travell?ers|tourists|cyclists|runners|hikers|"
    r"climbers|anglers|skiers|swimmers|dancers|singers|donors?|borrowers|policyholders|claimants|taxpayers|tenants?|landlords|renters|exhibitors|collectors"
)
_BY_BELONGING = (
    r"people|ppl|persons|members?|students?|pupils?|undergraduates|scholars|employees?|apprentices|trainees|interns|colleagues|alumni|alumnae|volunteers?|citizens?|residents|inhabitants|neighbou?rs|"
    r"parents|children|kids|families|staff(?: members)?|workers|crew members|soldiers|refugees|parishioners|believers|pensioners|seniors|adults|accounts|logins?(?= accounts)"
)
TRADES = rf"(?:{_BY_TRADE}|{_BY_PURPOSE}|{_BY_BELONGING})"
