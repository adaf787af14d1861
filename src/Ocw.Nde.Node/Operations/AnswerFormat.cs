using System.Collections.Concurrent;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Formats.SparqlResults;
using Ocw.Nde.Sparql;

namespace Ocw.Nde.Node.Operations;

/// <summary>The format of an answer: one for solutions and truth values, or one for graphs.</summary>
/// <param name="Solutions">For SELECT and ASK.</param>
/// <param name="Graph">For CONSTRUCT and DESCRIBE.</param>
internal sealed record AnswerFormat(SparqlResultsFormat? Solutions, RdfFormat? Graph)
{
    private const int MostKept = 256;

    private static readonly (string Name, SparqlResultsFormat? Solutions, RdfFormat? Graph)[] Names =
    [
        ("json", SparqlResultsFormat.Json, RdfFormats.JsonLd), ("xml", SparqlResultsFormat.Xml, RdfFormats.RdfXml), ("csv", SparqlResultsFormat.Csv, null), ("tsv", SparqlResultsFormat.Tsv, null),
        ("ttl", null, RdfFormats.Turtle), ("nt", null, RdfFormats.NTriples), ("nq", null, RdfFormats.NQuads), ("trig", null, RdfFormats.TriG), ("jsonld", null, RdfFormats.JsonLd), ("rdf", null, RdfFormats.RdfXml),
        ("turtle", null, RdfFormats.Turtle), ("ntriples", null, RdfFormats.NTriples), ("nquads", null, RdfFormats.NQuads), ("srj", SparqlResultsFormat.Json, null), ("srx", SparqlResultsFormat.Xml, null),
    ];

    private static readonly RdfFormat[] Graphs = [.. RdfFormats.All.Where(f => f.CanWrite)];
    private static readonly ConcurrentDictionary<(string Accept, bool IsGraph), AnswerFormat?> Chosen = new();

    /// <summary>The names that <c>format=</c> and <c>--format</c> know.</summary>
    public static IEnumerable<string> KnownNames => Names.Select(n => n.Name);

    /// <summary>The media type.</summary>
    public string MediaType => Solutions?.MediaType ?? Graph!.MediaType;

    /// <summary>The media type as answers name it.</summary>
    public string ContentType { get; } = (Solutions?.MediaType ?? Graph!.MediaType) + "; charset=utf-8";

    /// <summary>The format with a short name, or a media type, that fits the kind of result, or <see langword="null"/>.</summary>
    public static AnswerFormat? ByName(string name, bool isGraph)
    {
        if (name.Contains('/', StringComparison.Ordinal))
            return ByAccept(name, isGraph);
        foreach (var (known, solutions, graph) in Names)
        {
            if (string.Equals(known, name, StringComparison.OrdinalIgnoreCase))
                return isGraph ? (graph is null ? null : new(null, graph)) : (solutions is null ? null : new(solutions, null));
        }

        return null;
    }

    /// <summary>The format with a short name that fits a result, or <see langword="null"/>.</summary>
    public static AnswerFormat? ByName(string name, SparqlResult result) => ByName(name, result is TripleSequence);

    /// <summary>The format that an Accept header prefers for the kind of result; JSON, or Turtle, when it says nothing; <see langword="null"/> when it accepts none.</summary>
    public static AnswerFormat? ByAccept(string? accept, bool isGraph)
    {
        // Programs send the same few headers over and over.
        if (Chosen.TryGetValue((accept ?? "", isGraph), out var known))
            return known;
        var chosen = Choose(accept, isGraph);
        if (Chosen.Count < MostKept)
            Chosen.TryAdd((accept ?? "", isGraph), chosen);
        return chosen;
    }

    private static AnswerFormat? Choose(string? accept, bool isGraph) => isGraph
        ? RdfFormats.Negotiate(accept, Graphs) is { } graph ? new(null, graph) : null
        : AcceptHeader.Choose(accept, SparqlResultsFormat.All, f => f.MediaTypes) is { } solutions ? new(solutions, null) : null;
}
