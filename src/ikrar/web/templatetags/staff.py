"""`{% load staff %}{% staff_nav %}`: links for who is signed in; nothing for everybody else."""

from typing import Any

from django import template

from ikrar.web import navigation

register = template.Library()


@register.inclusion_tag("web/components/staff_nav.html", takes_context=True)
def staff_nav(context: dict[str, Any]) -> dict[str, Any]:
    request = context.get("request")
    user = getattr(request, "user", None)
    if request is None or user is None or not user.is_authenticated:
        return {"links": [], "person": None}
    return {
        "links": navigation.links_for(user, request.path),
        "person": user,
        "csrf_token": context.get("csrf_token"),
    }
