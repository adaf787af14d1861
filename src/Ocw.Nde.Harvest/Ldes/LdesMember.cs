namespace Ocw.Nde.Harvest;

/// <summary>What a member of a page stands for.</summary>
/// <param name="Node">The member.</param>
/// <param name="Entity">What it is a version of, or the object of an activity; the member itself where it is neither.</param>
/// <param name="Described">The node that carries the description: the member, or the object of an activity.</param>
/// <param name="IsDeleted">Whether the member says that the entity is gone.</param>
/// <param name="Moment">Its moment.</param>
internal readonly record struct LdesMember(int Node, int Entity, int Described, bool IsDeleted, DateTimeOffset? Moment)
{
    /// <summary>Reads a member of a page.</summary>
    public static LdesMember Of(LdesPageView page, int member)
    {
        var (graph, terms, stream) = (page.Graph, page.Terms, page.Stream);
        var activity = ActivityOf(page, member);
        var entity = stream.VersionOfPath is { } path && LdesPaths.Follow(graph, member, path) is [var version, ..] && graph.IsIri(version) ? version : -1;
        if (entity < 0)
            entity = activity >= 0 ? activity : member;

        // An activity is news about its object: what is said of the object is the record.
        var described = activity >= 0 && entity == activity && graph.About(activity).Length > 0 ? activity : member;
        var isDeleted = terms.Deleted.Any(type => graph.Has(member, terms.Type, type))
            || (stream.DeleteObject is { } mark && graph.Find(mark) is >= 0 and var gone && Mentions(graph, member, gone));
        return new LdesMember(member, entity, described, isDeleted, MomentOf(page, member));
    }

    /// <summary>The moment of a member.</summary>
    public static DateTimeOffset? MomentOf(LdesPageView page, int member)
    {
        if (page.Stream.TimestampPath is { } path)
            return LdesPaths.Follow(page.Graph, member, path) is [var value, ..] ? Datestamp.Parse(page.Graph.Value(value)) : null;
        foreach (var property in page.Terms.Moments)
        {
            if (page.Graph.Object(member, property) is >= 0 and var value)
                return Datestamp.Parse(page.Graph.Value(value));
        }

        return null;
    }

    private static int ActivityOf(LdesPageView page, int member)
    {
        var (graph, terms) = (page.Graph, page.Terms);
        if (terms.AsObject < 0 || !terms.Deleted.Concat(terms.Changed).Any(type => graph.Has(member, terms.Type, type)))
            return -1;
        return graph.Object(member, terms.AsObject) is >= 0 and var found && graph.IsIri(found) ? found : -1;
    }

    private static bool Mentions(PageGraph graph, int member, int @object)
    {
        foreach (var index in graph.About(member))
        {
            if (graph[index].Object == @object)
                return true;
        }

        return false;
    }
}
