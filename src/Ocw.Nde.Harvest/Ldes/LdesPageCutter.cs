namespace Ocw.Nde.Harvest;

/// <summary>Cuts a page of an event stream into records: each member as N-Triples, under the name of what it is a version of.</summary>
/// <remarks>Which version of a thing is the present one is decided over all pages by <see cref="DuplicateRule.Newest"/>, so members may come in any order.</remarks>
/// <param name="archive">Where companions lie.</param>
/// <param name="payload">The page.</param>
/// <param name="context">What the cutter knows.</param>
/// <param name="condition">What members must meet; one that no longer does takes its object away.</param>
/// <param name="elsewhere">Members that are read with another page.</param>
internal sealed class LdesPageCutter(PayloadArchive archive, ArchivedPayload payload, CutContext context, LdesCondition? condition, IReadOnlySet<string>? elsewhere)
{
    // A page this much smaller than the ceiling cannot hold a member beyond it, however much its syntax abbreviates.
    private const int Abbreviation = 64;

    private bool _mayBeTooLarge;

    public IEnumerable<CutItem> Cut(Stream page)
    {
        var graph = new PageGraph();
        var bytes = ReadAll(page);
        _mayBeTooLarge = (bytes.Length + payload.Companions.Sum(companion => companion.Length)) * Abbreviation > context.Options.MaxRecordBytes;
        var problem = RdfPages.Read(bytes, payload.MediaType, payload.Base, graph, context.Options.JsonLd);
        ReadCompanions(graph);
        var view = new LdesPageView(graph, payload.Base, payload.Ldes ?? new LdesPage());
        var description = new NodeDescription(graph, view.IsApart);
        foreach (var node in Members(view))
        {
            var member = LdesMember.Of(view, node);
            yield return condition is not null && !member.IsDeleted && !condition.IsMet(graph, member) ? Unwanted(view, member) : Cut(view, member, description);
        }

        if (problem is not null)
            yield return context.EndedEarly("page-damaged", $"The page cannot be read to its end: {problem}.");
    }

    private IEnumerable<int> Members(LdesPageView view) =>
        view.Members.Concat(payload.Companions.SelectMany(companion => companion.Continued).Select(view.Graph.Find).Where(member => member >= 0)).Distinct()
            .Where(member => elsewhere is null || !elsewhere.Contains(view.Graph.Name(member)));

    // An earlier version may have met the condition.
    private CutItem Unwanted(LdesPageView view, LdesMember member) =>
        Record(view, view.Graph.Name(member.Entity), member with { IsDeleted = true }, [], $"{context.Origin}, member {view.Graph.Name(member.Node)}");

    private void ReadCompanions(PageGraph graph)
    {
        var number = 0;
        foreach (var companion in payload.Companions)
        {
            using var stream = archive.OpenUnchecked(companion.Hash);
            RdfPages.Read(ReadAll(stream), companion.MediaType, companion.Base, graph, context.Options.JsonLd, $"c{++number}");
        }
    }

    private ReadOnlyMemory<byte> ReadAll(Stream stream)
    {
        var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        context.HighWaterMark = Math.Max(context.HighWaterMark, (int)bytes.Length);
        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }

    private CutItem Cut(LdesPageView view, LdesMember member, NodeDescription description)
    {
        var graph = view.Graph;
        var origin = $"{context.Origin}, member {graph.Name(member.Node)}";
        if (!graph.IsIri(member.Entity))
            return new CutItem.Fault(new HarvestFault(null, origin, "The member is a blank node and does not say what it is a version of, so it has no identifier. It is set aside; tell the administrator of the stream.", "key-missing"));
        var identifier = graph.Name(member.Entity);
        if (member.IsDeleted)
            return Record(view, identifier, member, [], origin);
        var described = DescribedIn(view, member);
        if (graph.About(described).IsEmpty && !graph.HasGraph(described) && !graph.HasGraph(member.Node))
            return new CutItem.Fault(new HarvestFault(identifier, origin, "The page names the member but says nothing of it, and its own address gives nothing either. It is set aside; tell the administrator of the stream.", "ldes-member-empty"));
        if (context.KeysOnly && !_mayBeTooLarge)
            return Record(view, identifier, member, [], origin);
        var isVersion = described == member.Node && member.Entity != member.Node && view.Terms.AsObject < 0;
        var content = description.Write(described, member.Node, isVersion ? member.Entity : -1, isVersion ? VersionProperty(view) : -1, context.Options.MaxRecordBytes);
        return content is null
            ? new CutItem.Fault(new HarvestFault(identifier, origin, $"The member is longer than the ceiling of {context.Options.MaxRecordBytes:N0} bytes; it is set aside.", "record-too-large"))
            : Record(view, identifier, member, content, origin);
    }

    private CutItem.Record Record(LdesPageView view, string identifier, LdesMember member, byte[] content, string origin) =>
        new(new HarvestedRecord(identifier, member.Moment, member.IsDeleted, content, "application/n-triples", origin, context.PayloadHash)
        {
            Nodes = [.. new[] { member.Node, member.Described }.Distinct().Where(view.Graph.IsIri).Select(view.Graph.Name)],
        });

    // The named graph of an activity holds what it says of its object; without one the object, or the member, is described on the page.
    private static int DescribedIn(LdesPageView view, LdesMember member) =>
        member.Entity != member.Node && view.Graph.HasGraph(member.Entity) ? member.Entity : member.Described;

    private static int VersionProperty(LdesPageView view) =>
        view.Stream.VersionOfPath is { } path && !path.Contains(' ', StringComparison.Ordinal) ? view.Graph.Find(path) : -1;
}
