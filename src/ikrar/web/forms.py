"""How Django renders any form here: each field by the one component, label above, hint, error in words."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Set as FORM_RENDERER, so that forms of other packages look the same."""

    form_template_name = "web/components/form.html"
    field_template_name = "web/components/field.html"
