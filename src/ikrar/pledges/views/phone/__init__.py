"""The signing page of a site: one page for everybody, personal only inside the phone."""

from ikrar.pledges.views.phone.pages import short_address, site, worker

__all__ = ["short_address", "site", "worker"]
