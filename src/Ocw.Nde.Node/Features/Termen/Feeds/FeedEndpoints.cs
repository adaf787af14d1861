using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;
using Ocw.Nde.Node.Features.Shared;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Operations.Termen;
using Ocw.Nde.Node.Pipeline;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Termen.Feeds;

namespace Ocw.Nde.Node.Features.Termen.Feeds;

/// <summary><c>/termen/feeds/{source}</c> and <c>/termen/feeds/alignments</c>: what changed, as Linked Data Event Streams.</summary>
internal static class FeedEndpoints
{
    private const string Sssom = "https://w3id.org/sssom/";

    // Whoever follows the stream asks again in a minute.
    private const string Growing = "public, max-age=60";
    private const string Full = "public, max-age=31536000, immutable";

    /// <summary>Maps the feeds.</summary>
    public static void MapTermFeeds(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/termen/feeds/alignments/{page:long?}", (HttpContext context, NodeHost host, long? page) => Alignments(context, host, page));
        routes.MapGet("/termen/feeds/{source}/{page:long?}", (HttpContext context, NodeHost host, string source, long? page) => Terms(context, host, source, page));
    }

    private static IResult Terms(HttpContext context, NodeHost host, string source, long? page)
    {
        if (host.Network.Catalog.Find(source) is not { KeptSource: { } kept } entry)
            return Problem.Of(context.Request, StatusCodes.Status404NotFound, "no-such-source", $"Van de termenbron {source} wordt hier niets bewaard.", $"Nothing is kept here of the terminology source {source}.");
        var log = host.TermChanges.Of(kept.Id);
        var triples = new FeedTriples(
            $"{host.Iris.Base}termen/feeds/{kept.Id}",
            $"Wijzigingen in {entry.Name("nl")}", $"Changes in {entry.Name("en")}",
            "Wat sinds de eerste versie in dit knooppunt bij kwam, veranderde en verdween; alles wordt bewaard.",
            "What came, changed and went since the first version in this node; all of it is kept.");
        return Answer(context, triples, log, page, (member, one) => triples.MemberOf(member, one.Change.Iri, one.At).Concat(TermTriples.Of(member, one.Change)));
    }

    private static IResult Alignments(HttpContext context, NodeHost host, long? page)
    {
        host.Alignments.Refresh(context.RequestAborted);
        var triples = new FeedTriples(
            host.Iris.Base + "termen/feeds/alignments",
            "Gepubliceerde koppelingen met termen", "Published alignments with terms",
            "Welke koppelingen er kwamen en weer verdwenen; alles wordt bewaard.",
            "Which alignments came and went; all of it is kept.");
        return Answer(context, triples, host.Alignments.Log, page, (member, one) => triples.MemberOf(member, NameOf(host.Iris, one), one.At).Concat(Mapping(member, host.Iris, one)));
    }

    private static IResult Answer<T>(HttpContext context, FeedTriples feed, FeedLog<T> log, long? page, Func<Iri, T, IEnumerable<Triple>> describe)
    {
        var state = log.State;
        if (page is { } asked && (asked < 1 || asked > state.Pages))
            return Problem.Of(context.Request, StatusCodes.Status404NotFound, "no-such-page", $"De stroom heeft {state.Pages} pagina's.", $"The stream has {state.Pages} pages.");
        var format = RdfFormats.Negotiate(context.Request.Headers.Accept) ?? RdfFormats.Turtle;
        var headers = context.Response.Headers;
        headers.Vary = "Accept";
        headers.CacheControl = page is { } number && state.IsFull(number) ? Full : Growing;
        var events = page is { } shown ? log.Page(shown) : [];
        var first = ((page ?? 1) - 1) * FeedLog<T>.PageSize;
        var bytes = Write(format, page is { } one ? feed.Page(state, one) : feed.Root(state), events.SelectMany((member, i) => describe(feed.Member(first + i), member)));
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8))}\"");
        return Results.Bytes(bytes, format.MediaTypes[0] + "; charset=utf-8", entityTag: tag);
    }

    private static byte[] Write(RdfFormat format, params IEnumerable<Triple>[] parts)
    {
        using var buffer = new MemoryStream();
        var writer = RdfFormats.CreateWriter(format, buffer);
        foreach (var (prefix, name) in (ReadOnlySpan<(string, string)>)[("ldes", "https://w3id.org/ldes#"), ("tree", "https://w3id.org/tree#"), ("dct", DctermsNs.Namespace), ("skos", SkosNs.Namespace), ("xsd", XsdNs.Namespace)])
            writer.Prefix(Encoding.UTF8.GetBytes(prefix), Encoding.UTF8.GetBytes(name));
        var spans = new TripleSpans(writer);
        foreach (var part in parts)
            spans.Write(part);
        writer.Complete();
        return buffer.ToArray();
    }

    private static IEnumerable<Triple> Mapping(Iri member, NodeIris iris, AlignmentEvent one) =>
    [
        new(member, FeedTriples.Type, one.IsWithdrawn ? FeedTriples.Delete : new Iri(Sssom + "Mapping")),
        new(member, new Iri(OwlNs.Namespace + "annotatedSource"), new Iri(one.Value)),
        new(member, new Iri(OwlNs.Namespace + "annotatedProperty"), new Iri(one.Predicate)),
        new(member, new Iri(OwlNs.Namespace + "annotatedTarget"), new Iri(one.Term)),
        new(member, new Iri(DctermsNs.Namespace + "isPartOf"), new Iri(iris.Dataset(one.Dataset))),
    ];

    // One name for a value and its term, whenever it comes and goes.
    private static string NameOf(NodeIris iris, AlignmentEvent one) =>
        string.Create(CultureInfo.InvariantCulture, $"{iris.Base}id/alignment/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{one.Value}\n{one.Predicate}\n{one.Term}")).AsSpan(0, 16))}");
}
