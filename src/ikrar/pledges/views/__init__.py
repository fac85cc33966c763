"""Pages: permission, form, one operation, page."""
