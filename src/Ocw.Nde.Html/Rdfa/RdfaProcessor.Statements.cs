using Ocw.Nde.Html.Pages;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Html.Rdfa;

/// <summary>Steps 9 to 11: the statements of <c>rel</c>, <c>rev</c> and <c>property</c>, and <c>role</c>.</summary>
internal sealed partial class RdfaProcessor
{
    private static readonly Iri RoleProperty = new(InitialContext.XhtmlVocabulary + "role");

    // HTML+RDFa 1.1 §3.1, rule 7: beside property, only names with a colon count in rel and rev.
    private List<Iri>? Rel(PageElement element, string attribute, RdfaContext context)
    {
        if (element[attribute] is not { } value)
            return null;
        if (_page.Kind != PageKind.Xml && element.Has("property"))
        {
            var kept = RdfaNames.Words(value).Where(word => word.Contains(':', StringComparison.Ordinal)).ToList();
            if (kept.Count == 0)
                return null;
            value = string.Join(' ', kept);
        }

        return [.. _names.Names(value, context, element, areLinks: true).OfType<Iri>()];
    }

    private void SayLinks(RdfaStep step, RdfaLists lists)
    {
        if (step.Rel is null && step.Rev is null)
            return;
        if (step.CurrentObject is not { } target)
        {
            Await(step, lists);
            return;
        }

        foreach (var predicate in step.Rel ?? [])
        {
            if (step.Element.Has("inlist"))
                lists.Of(predicate).Add(target);
            else
                Say(step.NewSubject!, predicate, target);
        }

        foreach (var predicate in step.Rev ?? [])
            Say(target, predicate, step.NewSubject!);
    }

    // Step 10: no object yet; an element inside may give it.
    private void Await(RdfaStep step, RdfaLists lists)
    {
        var isList = step.Element.Has("inlist");
        step.Incomplete =
        [
            .. (step.Rel ?? []).Select(predicate => isList ? new IncompleteTriple(predicate, RdfaDirection.List, lists.Of(predicate)) : new(predicate, RdfaDirection.Forward)),
            .. (step.Rev ?? []).Select(predicate => new IncompleteTriple(predicate, RdfaDirection.Reverse)),
        ];
        step.CurrentObject = _blanks.Next();
    }

    private void SayProperties(RdfaStep step, RdfaLists lists)
    {
        if (step.Element["property"] is not { } properties)
            return;
        var predicates = _names.Names(properties, step.Context, step.Element).OfType<Iri>().ToList();
        if (predicates.Count == 0 || step.NewSubject is null)
            return;
        var value = PropertyValue(step);
        foreach (var predicate in predicates)
        {
            if (step.Element.Has("inlist"))
                lists.Of(predicate).Add(value);
            else
                Say(step.NewSubject, predicate, value);
        }
    }

    private RdfTerm PropertyValue(RdfaStep step)
    {
        var element = step.Element;
        var content = element["content"];
        if (element["datatype"] is { } datatype)
        {
            return _names.Name(datatype.Trim(), step.Context, element) is Iri type
                ? _literals.Typed(element, content, type)
                : RdfaLiterals.Plain(content ?? _literals.DateTime(element) ?? _sink.TextOf(element), step.Context);
        }

        if (content is not null)
            return RdfaLiterals.Plain(content, step.Context);
        if (_literals.DateTime(element) is { } time)
            return DateLiterals.Typed(time) ?? RdfaLiterals.Plain(time, step.Context);
        if (step.Rel is null && step.Rev is null && Resource(step) is { } resource)
            return resource;
        if (element.Has("typeof") && !element.Has("about") && step.TypedResource is { } typed)
            return typed;
        return RdfaLiterals.Plain(_sink.TextOf(element), step.Context);
    }

    // Role Attribute 1.0 §4: the subject is the element's id, the role a term of XHTML's vocabulary, a CURIE or an IRI.
    private void SayRole(RdfaStep step)
    {
        if (step.Element["role"] is not { } roles)
            return;
        RdfTerm? subject = null;
        foreach (var word in RdfaNames.Words(roles))
        {
            var role = word.Contains(':', StringComparison.Ordinal) ? _names.Name(word, step.Context, step.Element) : new Iri(InitialContext.XhtmlVocabulary + word);
            if (role is null)
                continue;
            subject ??= step.Element["id"] is { Length: > 0 } id && _iris.Resolve(step.Context.Base, "#" + id, step.Element) is { } named ? named : _blanks.Next();
            Say(subject, RoleProperty, role);
        }
    }
}
