"""Pictures of this context, drawn by the server."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from ikrar.web.languages import t


def gong(*, is_struck: bool) -> SafeString:
    """A gong in its frame; once struck, rings go out from it."""
    said = (
        t("Gong sudah dibunyikan", "The gong was struck")
        if is_struck
        else t("Gong menunggu", "The gong waits")
    )
    rings = '<g class="rings"><circle cx="120" cy="112" r="71"/><circle cx="120" cy="112" r="80"/></g>'
    return format_html(
        '<svg class="gong{}" viewBox="0 0 240 220" role="img" aria-label="{}">{}'
        '<path class="frame" d="M34 204V30M206 204V30M20 30H220M22 204H46M194 204H218"/>'
        '<path class="cord" d="M84 30L96 58M156 30L144 58"/>'
        '<circle class="disc" cx="120" cy="112" r="62"/><circle class="rim" cx="120" cy="112" r="50"/>'
        '<circle class="boss" cx="120" cy="112" r="17"/></svg>',
        " struck" if is_struck else "",
        said,
        SafeString(rings) if is_struck else "",
    )
