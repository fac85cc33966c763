"""A government SSO, by OpenID Connect: who somebody is there. What he may do here is never its business.

`tokens` reads a signed ID token and knows no framework; `adapters.provider` is django-allauth's OpenID Connect, made
strict; `adapters.doors` decides what a known identity opens: a session of staff, a link that its owner confirms, "Ikrar
saya".
"""
