using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Formats.JsonLd;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Harvest;

/// <summary>Takes records out of a page of RDF, where they have no place of their own in the text: the rest is written as N-Quads.</summary>
internal static class PageEraser
{
    /// <summary>The media type of what is written.</summary>
    public const string MediaType = "application/n-quads";

    /// <summary>The statements of a page without those about some nodes, about the blank nodes that only they lead to, and that point to them.</summary>
    /// <param name="content">The page.</param>
    /// <param name="mediaType">What the server said that it is.</param>
    /// <param name="address">Where it came from.</param>
    /// <param name="jsonLd">How JSON-LD is read.</param>
    /// <param name="nodes">The IRIs of the nodes.</param>
    /// <returns>The rest; <see langword="null"/> when the page cannot be read as RDF, so that nothing of it may stay.</returns>
    public static byte[]? Without(ReadOnlyMemory<byte> content, string? mediaType, string address, JsonLdOptions jsonLd, IReadOnlySet<string> nodes)
    {
        if (Read(content, mediaType, address, jsonLd) is not { } quads)
            return null;
        var erased = Closure(quads, nodes.Select(node => (RdfTerm)new Iri(node)).ToHashSet());
        return Write(quads.Where(quad => !erased.Contains(quad.Subject) && !erased.Contains(quad.Object) && !(quad.Graph is { } graph && erased.Contains(graph))));
    }

    /// <summary>The statements of a page as N-Quads, with every IRI written out; <see langword="null"/> when it cannot be read as RDF.</summary>
    public static byte[]? AsQuads(ReadOnlyMemory<byte> content, string? mediaType, string address, JsonLdOptions jsonLd) =>
        Read(content, mediaType, address, jsonLd) is { } quads ? Write(quads) : null;

    private static List<Quad>? Read(ReadOnlyMemory<byte> content, string? mediaType, string address, JsonLdOptions jsonLd)
    {
        if (RdfPages.FormatOf(content.Span, mediaType, address) is not { } format)
            return null;
        try
        {
            return [.. RdfFormats.ParseDataset(content, format, new RdfReaderOptions { BaseIri = address, SourceName = address, Lenient = true, JsonLd = jsonLd })];
        }
        catch (RdfSyntaxException)
        {
            return null;
        }
    }

    private static HashSet<RdfTerm> Closure(List<Quad> quads, HashSet<RdfTerm> erased)
    {
        for (var before = -1; before != erased.Count;)
        {
            before = erased.Count;
            var kept = quads.Where(quad => !IsErased(quad)).Select(quad => quad.Object).ToHashSet();
            erased.UnionWith(quads.Where(quad => quad.Object is BlankNode && IsErased(quad) && !kept.Contains(quad.Object)).Select(quad => quad.Object).ToList());
        }

        return erased;

        bool IsErased(Quad quad) => erased.Contains(quad.Subject) || (quad.Graph is { } graph && erased.Contains(graph));
    }

    private static byte[] Write(IEnumerable<Quad> quads)
    {
        using var output = new MemoryStream();
        var writer = RdfFormats.CreateWriter(RdfFormats.NQuads, output);
        var sink = new QuadSinkAdapter(writer);
        foreach (var quad in quads)
            sink.Add(quad);
        writer.Complete();
        return output.ToArray();
    }
}
