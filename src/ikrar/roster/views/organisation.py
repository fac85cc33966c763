"""Pages of units and institutions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from ikrar.roster import operations, queries
from ikrar.roster.domain import INSTITUTION_WORDS, STATUS_WORDS, InstitutionKind, Status
from ikrar.roster.forms import InstitutionForm, RepresentativeForm, SearchForm, UnitForm
from ikrar.roster.views.scope import IMPORT, NAMES, actor, check_unit, powers, scopes
from ikrar.web.access import check_everywhere, may
from ikrar.web.page import page

MOST_PEOPLE = 200


@may(NAMES)
def units(request: HttpRequest) -> HttpResponse:
    """The tree, as far as the grant reaches, with headcounts; a large one level by level."""
    today = timezone.localdate()
    if unit := request.GET.get("unit", ""):
        check_unit(request, NAMES, public_id=unit, on=today)
        here = queries.unit_level(public_id=unit, on=today)
        above = queries.above(unit_id=here.unit.id, on=today)[:-1]
        return page(request, "roster/units.html", tree=[here], above=above, **powers(request))
    tree = queries.unit_tree(scopes=scopes(request, NAMES), on=today)
    return page(request, "roster/units.html", tree=tree, **powers(request))


@may(NAMES)
def unit(request: HttpRequest, public_id: str) -> HttpResponse:
    """One unit: who is in it and below. Looking at names is itself recorded."""
    today = timezone.localdate()
    check_unit(request, NAMES, public_id=public_id, on=today)
    found = queries.unit(public_id=public_id, on=today)
    form = SearchForm(request.GET)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    people = operations.names_of_unit(
        unit=found, text=text, on=today, by=actor(request), at=timezone.now(), limit=MOST_PEOPLE
    )
    return page(
        request,
        "roster/unit.html",
        unit=found,
        form=form,
        people=[(person, STATUS_WORDS[Status(person.status)]) for person in people],
        is_cut=len(people) >= MOST_PEOPLE,
        most=MOST_PEOPLE,
        **powers(request),
    )


@may(IMPORT)
def new_unit(request: HttpRequest, public_id: str) -> HttpResponse:
    today = timezone.localdate()
    check_unit(request, IMPORT, public_id=public_id, on=today)
    parent = queries.unit(public_id=public_id, on=today)
    form = UnitForm(request.POST or None, initial={"begins_on": today})
    if form.is_valid():
        operations.add_unit(parent_id=parent.id, **form.cleaned_data, by=actor(request), at=timezone.now())
        return redirect("roster:unit", public_id)
    return page(request, "roster/new_unit.html", form=form, unit=parent, status=422 if form.errors else 200)


@may(IMPORT)
def institutions(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    rows = [
        {
            "institution": row,
            "kind": INSTITUTION_WORDS[InstitutionKind(row.kind)],
            "people": queries.representatives(institution_id=row.id, on=today),
            "form": RepresentativeForm(prefix=row.public_id, initial={"begins_on": today}),
        }
        for row in queries.institutions()
    ]
    return page(request, "roster/institutions.html", rows=rows)


@may(IMPORT)
def new_institution(request: HttpRequest) -> HttpResponse:
    check_everywhere(request, IMPORT)
    form = InstitutionForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        operations.add_institution(
            name=said["name"],
            kind=InstitutionKind(said["kind"]),
            is_convenor=said["is_convenor"],
            by=actor(request),
            at=timezone.now(),
        )
        return redirect("roster:institutions")
    return page(request, "roster/new_institution.html", form=form, status=422 if form.errors else 200)


@require_POST
@may(IMPORT)
def new_representative(request: HttpRequest, public_id: str) -> HttpResponse:
    check_everywhere(request, IMPORT)
    institution = queries.institution(public_id=public_id)
    form = RepresentativeForm(request.POST, prefix=public_id)
    if form.is_valid():
        operations.add_representative(
            institution_id=institution.id, **form.cleaned_data, by=actor(request), at=timezone.now()
        )
        return redirect("roster:institutions")
    return page(request, "roster/new_representative.html", form=form, institution=institution, status=422)


@require_POST
@may(IMPORT)
def end_representative(request: HttpRequest, public_id: str, representative_id: int) -> HttpResponse:
    check_everywhere(request, IMPORT)
    operations.end_representative(
        representative_id=representative_id,
        institution_id=queries.institution(public_id=public_id).id,
        ends_before=timezone.localdate(),
        by=actor(request),
        at=timezone.now(),
    )
    return redirect("roster:institutions")
