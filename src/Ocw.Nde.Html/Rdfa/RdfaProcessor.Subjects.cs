using Ocw.Nde.Html.Pages;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Html.Rdfa;

/// <summary>Steps 5 to 7: which resource an element speaks of, and of what type it is.</summary>
internal sealed partial class RdfaProcessor
{
    private void FindSubject(RdfaStep step, bool isRoot)
    {
        var element = step.Element;
        var about = About(step);
        var hasType = element.Has("typeof");
        if (step.Rel is not null || step.Rev is not null)
            SubjectOfLink(step, about, hasType, isRoot);
        else if (element.Has("property") && !element.Has("content") && !element.Has("datatype"))
            SubjectOfProperty(step, about, hasType, isRoot);
        else
            SubjectAlone(step, about, hasType, isRoot);
    }

    // Step 5.1: property without content or datatype.
    private void SubjectOfProperty(RdfaStep step, RdfTerm? about, bool hasType, bool isRoot)
    {
        var document = isRoot ? new Iri(step.Context.Base) : null;
        step.NewSubject = about ?? document ?? step.Context.ParentObject;
        if (!hasType)
            return;
        step.TypedResource = about ?? document ?? Resource(step) ?? _blanks.Next();
        step.CurrentObject = step.TypedResource;
    }

    // Step 5.2: neither rel nor rev, nor a property that is alone.
    private void SubjectAlone(RdfaStep step, RdfTerm? about, bool hasType, bool isRoot)
    {
        step.NewSubject = about ?? Resource(step);
        if (step.NewSubject is null)
        {
            if (isRoot)
                step.NewSubject = new Iri(step.Context.Base);
            else if (IsHeadOrBody(step.Element))
                step.NewSubject = step.Context.ParentObject;
            else if (hasType)
                step.NewSubject = _blanks.Next();
            else if (step.Context.ParentObject is { } parent)
                (step.NewSubject, step.SkipElement) = (parent, !step.Element.Has("property"));
        }

        if (hasType)
            step.TypedResource = step.NewSubject;
    }

    // Step 6: rel or rev.
    private void SubjectOfLink(RdfaStep step, RdfTerm? about, bool hasType, bool isRoot)
    {
        step.NewSubject = about ?? (isRoot ? new Iri(step.Context.Base) : step.Context.ParentObject);
        step.CurrentObject = Resource(step);
        if (!hasType)
            return;
        if (about is not null)
        {
            step.TypedResource = about;
            return;
        }

        // At the root, and at head and body, the type is that of the subject only if there is no other resource.
        step.CurrentObject ??= _blanks.Next();
        step.TypedResource = step.CurrentObject;
    }

    private bool IsHeadOrBody(PageElement element) => _page.Kind != PageKind.Xml && (element.Is("head") || element.Is("body"));

    private RdfTerm? About(RdfaStep step) => step.Element["about"] is { } about ? _names.Resource(about, step.Context, step.Element) : null;

    private RdfTerm? Resource(RdfaStep step)
    {
        if (step.Element["resource"] is { } resource && _names.Resource(resource, step.Context, step.Element) is { } named)
            return named;
        var address = step.Element["href"] ?? step.Element["src"];
        return address is null ? null : _names.Address(address, step.Context, step.Element);
    }


    // Step 7.
    private void SayTypes(RdfaStep step)
    {
        if (step.TypedResource is not { } resource || step.Element["typeof"] is not { } types)
            return;
        foreach (var type in _names.Names(types, step.Context, step.Element))
            Say(resource, RdfNs.Type, type);
    }
}
