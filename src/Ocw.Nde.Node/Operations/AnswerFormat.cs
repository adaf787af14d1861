using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Formats.SparqlResults;
using Ocw.Nde.Sparql;

namespace Ocw.Nde.Node.Operations;

/// <summary>The format of an answer: one for solutions and truth values, or one for graphs.</summary>
/// <param name="Solutions">For SELECT and ASK.</param>
/// <param name="Graph">For CONSTRUCT and DESCRIBE.</param>
internal sealed record AnswerFormat(SparqlResultsFormat? Solutions, RdfFormat? Graph)
{
    private static readonly (string Name, SparqlResultsFormat? Solutions, RdfFormat? Graph)[] Names =
    [
        ("json", SparqlResultsFormat.Json, RdfFormats.JsonLd), ("xml", SparqlResultsFormat.Xml, null), ("csv", SparqlResultsFormat.Csv, null), ("tsv", SparqlResultsFormat.Tsv, null),
        ("ttl", null, RdfFormats.Turtle), ("nt", null, RdfFormats.NTriples), ("nq", null, RdfFormats.NQuads), ("trig", null, RdfFormats.TriG), ("jsonld", null, RdfFormats.JsonLd),
    ];

    /// <summary>The names that <c>format=</c> and <c>--format</c> know.</summary>
    public static IEnumerable<string> KnownNames => Names.Select(n => n.Name);

    /// <summary>The media type.</summary>
    public string MediaType => Solutions?.MediaType ?? Graph!.MediaType;

    /// <summary>The format with a short name that fits the kind of result, or <see langword="null"/>.</summary>
    public static AnswerFormat? ByName(string name, SparqlResult result)
    {
        foreach (var (known, solutions, graph) in Names)
        {
            if (string.Equals(known, name, StringComparison.OrdinalIgnoreCase))
                return result is TripleSequence ? (graph is null ? null : new(null, graph)) : (solutions is null ? null : new(solutions, null));
        }

        return null;
    }

    /// <summary>The format that an Accept header prefers for the kind of result; JSON, or Turtle, when it says nothing; <see langword="null"/> when it accepts none.</summary>
    public static AnswerFormat? ByAccept(string? accept, SparqlResult result)
    {
        if (result is TripleSequence)
            return RdfFormats.Negotiate(accept, [.. RdfFormats.All.Where(f => f.CanWrite)]) is { } graph ? new(null, graph) : null;
        return Features.Shared.Negotiation.Solutions(accept) is { } solutions ? new(solutions, null) : null;
    }
}
