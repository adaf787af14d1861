using System.Globalization;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Termen.Feeds;

namespace Ocw.Nde.Node.Features.Termen.Feeds;

/// <summary>A feed as a Linked Data Event Stream (LDES, over TREE): the stream, its first node that leads to all pages, and its pages.</summary>
/// <param name="Address">The address of the feed.</param>
/// <param name="TitleNl">Its Dutch title.</param>
/// <param name="TitleEn">Its English title.</param>
/// <param name="DescriptionNl">What stands in it, and what it keeps, in Dutch.</param>
/// <param name="DescriptionEn">The same in English.</param>
internal sealed record FeedTriples(string Address, string TitleNl, string TitleEn, string DescriptionNl, string DescriptionEn)
{
    private const string Ldes = "https://w3id.org/ldes#";
    private const string Tree = "https://w3id.org/tree#";

    internal static readonly Iri Type = new(RdfNs.Namespace + "type");
    internal static readonly Iri Modified = new(DctermsNs.Namespace + "modified");
    internal static readonly Iri IsVersionOf = new(DctermsNs.Namespace + "isVersionOf");
    internal static readonly Iri Delete = new("https://www.w3.org/ns/activitystreams#Delete");

    private Iri Stream => new(Address + "#stream");

    /// <summary>The address of a page, from 1.</summary>
    public string PageAddress(long page) => string.Create(CultureInfo.InvariantCulture, $"{Address}/{page}");

    /// <summary>The name of an event: what a member of the stream is called.</summary>
    public Iri Member(long number) => new(string.Create(CultureInfo.InvariantCulture, $"{PageAddress((number / FeedLog<object>.PageSize) + 1)}#{number + 1}"));

    /// <summary>The stream, and the way to every page.</summary>
    public IEnumerable<Triple> Root(FeedState state)
    {
        var root = new Iri(Address);
        foreach (var triple in Describe(state))
            yield return triple;
        yield return new(root, Type, new Iri(Tree + "Node"));
        for (var page = 1L; page <= state.Pages; page++)
        {
            foreach (var triple in Relation(root, page, TimeOf(state, (page - 1) * FeedLog<object>.PageSize)))
                yield return triple;
        }
    }

    /// <summary>A page, and the way to the next one.</summary>
    public IEnumerable<Triple> Page(FeedState state, long page)
    {
        var node = new Iri(PageAddress(page));
        foreach (var triple in Describe(state))
            yield return triple;
        yield return new(node, Type, new Iri(Tree + "Node"));
        if (page < state.Pages)
        {
            foreach (var triple in Relation(node, page + 1, TimeOf(state, page * FeedLog<object>.PageSize)))
                yield return triple;
        }
    }

    /// <summary>That an event is a member, of what, and since when.</summary>
    public IEnumerable<Triple> MemberOf(Iri member, string versionOf, DateTimeOffset at) =>
    [
        new(Stream, new Iri(Tree + "member"), member),
        new(member, IsVersionOf, new Iri(versionOf)),
        new(member, Modified, Time(at)),
    ];

    private IEnumerable<Triple> Describe(FeedState state) =>
    [
        .. Retention(state),
        new(Stream, Type, new Iri(Ldes + "EventStream")),
        new(Stream, new Iri(Tree + "view"), new Iri(Address)),
        new(Stream, new Iri(Ldes + "timestampPath"), Modified),
        new(Stream, new Iri(Ldes + "versionOfPath"), IsVersionOf),
        new(Stream, new Iri(DctermsNs.Namespace + "title"), new Literal(TitleNl, RdfNs.LangString, "nl")),
        new(Stream, new Iri(DctermsNs.Namespace + "title"), new Literal(TitleEn, RdfNs.LangString, "en")),
        new(Stream, new Iri(DctermsNs.Namespace + "description"), new Literal(DescriptionNl, RdfNs.LangString, "nl")),
        new(Stream, new Iri(DctermsNs.Namespace + "description"), new Literal(DescriptionEn, RdfNs.LangString, "en")),
    ];

    // Nothing is let go: what happened since the first event is all there.
    private IEnumerable<Triple> Retention(FeedState state)
    {
        var policy = new Iri(Address + "#retention");
        yield return new(new Iri(Address), Type, new Iri(Ldes + "EventSource"));
        yield return new(new Iri(Address), new Iri(Ldes + "retentionPolicy"), policy);
        yield return new(policy, Type, new Iri(Ldes + "RetentionPolicy"));
        if (state.Marks.FirstOrDefault(mark => mark.Count > 0) is { First: 0 } first)
            yield return new(policy, new Iri(Ldes + "startingFrom"), Time(first.At));
    }

    private IEnumerable<Triple> Relation(Iri node, long page, DateTimeOffset? from)
    {
        var relation = new Iri(string.Create(CultureInfo.InvariantCulture, $"{node.Value}#to-{page}"));
        yield return new(node, new Iri(Tree + "relation"), relation);
        yield return new(relation, new Iri(Tree + "node"), new Iri(PageAddress(page)));
        yield return new(relation, Type, new Iri(Tree + (from is null ? "Relation" : "GreaterThanOrEqualToRelation")));
        if (from is { } time)
        {
            yield return new(relation, new Iri(Tree + "path"), Modified);
            yield return new(relation, new Iri(Tree + "value"), Time(time));
        }
    }

    private static DateTimeOffset? TimeOf(FeedState state, long number) => state.Marks.LastOrDefault(mark => mark.Count > 0 && mark.First <= number && number < mark.First + mark.Count)?.At;

    private static Literal Time(DateTimeOffset at) => new(at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), new Iri(XsdNs.Namespace + "dateTime"));
}
