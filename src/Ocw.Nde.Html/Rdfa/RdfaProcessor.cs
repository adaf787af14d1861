using Ocw.Nde.Html.Pages;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Html.Rdfa;

/// <summary>The processing sequence of RDFa Core 1.1 §7.5 with the rules of HTML+RDFa 1.1, element by element and without recursion.</summary>
internal sealed partial class RdfaProcessor
{
    private const int ElementsBetweenCancellationChecks = 1024;

    private static readonly Iri UsesVocabulary = new("http://www.w3.org/ns/rdfa#usesVocabulary");

    private readonly Page _page;
    private readonly HtmlRdfOptions _options;
    private readonly PageNotices _notices;
    private readonly PageIris _iris;
    private readonly RdfaBlankNodes _blanks;
    private readonly RdfaNames _names;
    private readonly RdfaLiterals _literals;
    private readonly StatementSink _sink;
    private readonly CancellationToken _cancellation;

    internal RdfaProcessor(Page page, HtmlRdfOptions options, PageIris iris, string labels, PageNotices notices, StatementSink sink, CancellationToken cancellation)
    {
        _sink = sink;
        _page = page;
        _options = options;
        _notices = notices;
        _iris = iris;
        _blanks = new RdfaBlankNodes(labels);
        _names = new RdfaNames(iris, _blanks, notices, page.Kind);
        _literals = new RdfaLiterals(page.Kind, sink);
        _cancellation = cancellation;
    }

    /// <summary>Reads all elements of the page.</summary>
    internal void Read()
    {
        if (_page.Root is not { } root)
            return;
        var open = new Stack<Place>();
        open.Push(Enter(root, First()));
        for (var count = 1; open.TryPop(out var place);)
        {
            if (place.Next == place.Element.Children.Count)
            {
                Leave(place);
                continue;
            }

            open.Push(place with { Next = place.Next + 1 });
            if (place.Element.Children[place.Next] is not PageElement child)
                continue;
            if (++count % ElementsBetweenCancellationChecks == 0)
                _cancellation.ThrowIfCancellationRequested();
            open.Push(Enter(child, place.Inside));
        }
    }

    private RdfaContext First() => new(_page.BaseIri, new Iri(_page.BaseIri), null, [], new RdfaLists(), null, RdfaPrefixes.None, null);

    // Step 14: the lists that were begun at this element.
    private void Leave(Place place)
    {
        foreach (var (subject, lists) in place.Lists)
        {
            foreach (var (predicate, members) in lists.All)
                SayList(subject, predicate, members);
        }
    }

    private void SayList(RdfTerm subject, Iri predicate, List<RdfTerm> members)
    {
        RdfTerm rest = RdfNs.Nil;
        for (var i = members.Count - 1; i >= 0; i--)
        {
            var node = _blanks.Next();
            Say(node, RdfNs.First, members[i]);
            Say(node, RdfNs.Rest, rest);
            rest = node;
        }

        Say(subject, predicate, rest);
    }

    private Place Enter(PageElement element, RdfaContext context)
    {
        if (element.Attributes.Count == 0 && !IsSubjectByItself(element, context))
            return new(element, 0, context, []);
        var here = Declared(element, context);
        var step = new RdfaStep(element, here, Rel(element, "rel", here), Rel(element, "rev", here));
        FindSubject(step, isRoot: ReferenceEquals(element, _page.Root));
        SayTypes(step);
        var isNew = step.NewSubject is not null && !step.NewSubject.Equals(here.ParentObject);
        var lists = isNew ? new RdfaLists() : here.Lists;
        SayLinks(step, lists);
        SayProperties(step, lists);
        if (_options.RdfaRoles)
            SayRole(step);
        if (!step.SkipElement && step.NewSubject is { } subject)
            Complete(here, subject);
        return Inside(step, lists, isNew);
    }

    // An element without attributes changes nothing, unless triples wait for a subject, or it is the root, head or body.
    private bool IsSubjectByItself(PageElement element, RdfaContext context) =>
        ReferenceEquals(element, _page.Root) || context.Incomplete.Count > 0 || element.Is("head") || element.Is("body");

    // Step 13: the context of the elements inside. Where they speak of another resource, they fill lists of that one (test 0226 of the suite).
    private static Place Inside(RdfaStep step, RdfaLists lists, bool isNew)
    {
        if (step.SkipElement)
            return new(step.Element, 0, step.Context with { Lists = lists }, isNew ? [(step.NewSubject!, lists)] : []);
        var inner = step.CurrentObject is { } target && !target.Equals(step.NewSubject) ? new RdfaLists() : lists;
        var context = step.Context with
        {
            ParentSubject = step.NewSubject ?? step.Context.ParentSubject,
            ParentObject = step.CurrentObject ?? step.NewSubject ?? step.Context.ParentSubject,
            Incomplete = step.Incomplete,
            Lists = inner,
        };
        return (isNew, ReferenceEquals(inner, lists)) switch
        {
            (true, true) => new(step.Element, 0, context, [(step.NewSubject!, lists)]),
            (true, false) => new(step.Element, 0, context, [(step.NewSubject!, lists), (step.CurrentObject!, inner)]),
            (false, false) => new(step.Element, 0, context, [(step.CurrentObject!, inner)]),
            _ => new(step.Element, 0, context, []),
        };
    }

    // Step 12.
    private void Complete(RdfaContext context, RdfTerm subject)
    {
        foreach (var (predicate, direction, list) in context.Incomplete)
        {
            switch (direction)
            {
                case RdfaDirection.List:
                    list!.Add(subject);
                    break;
                case RdfaDirection.Forward:
                    Say(context.ParentSubject, predicate, subject);
                    break;
                default:
                    Say(subject, predicate, context.ParentSubject);
                    break;
            }
        }
    }

    private void Say(RdfTerm subject, Iri predicate, RdfTerm @object) => _sink.Say(subject, predicate, @object);

    /// <summary>An element that has been entered: its next child, the context for it, and the lists to write when it is left.</summary>
    private readonly record struct Place(PageElement Element, int Next, RdfaContext Inside, (RdfTerm Subject, RdfaLists Lists)[] Lists);
}
