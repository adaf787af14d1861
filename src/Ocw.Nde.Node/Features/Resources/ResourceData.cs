using System.Text;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql;

namespace Ocw.Nde.Node.Features.Resources;

/// <summary>One resource as RDF.</summary>
internal sealed class ResourceData(ISparqlDataset dataset, StoredQueries queries)
{
    /// <summary>Whether the public graphs say anything about it.</summary>
    public bool Exists(string iri, CancellationToken cancellation)
    {
        using var answer = dataset.Query(queries.Request("describe/exists.rq", ("s", new Iri(iri))), cancellation);
        return ((BooleanResult)answer).Value;
    }

    /// <summary>The description in a format.</summary>
    public byte[] Write(string iri, RdfFormat format, CancellationToken cancellation)
    {
        using var buffer = new MemoryStream();
        using (var triples = (TripleSequence)dataset.Query(queries.Request("describe/construct.rq", ("s", new Iri(iri))), cancellation))
        {
            var writer = RdfFormats.CreateWriter(format, buffer);
            foreach (var (prefix, name) in triples.Prefixes)
                writer.Prefix(Encoding.UTF8.GetBytes(prefix), Encoding.UTF8.GetBytes(name));
            triples.WriteTo(writer);
            writer.Complete();
        }

        return buffer.ToArray();
    }

    /// <summary>The description as JSON-LD that can stand in a script element: no text of a record can end the script.</summary>
    public string JsonLd(string iri, CancellationToken cancellation) =>
        Encoding.UTF8.GetString(Write(iri, RdfFormats.JsonLd, cancellation))
            .Replace("<", "\\u003c", StringComparison.Ordinal)
            .Replace(">", "\\u003e", StringComparison.Ordinal)
            .Replace("&", "\\u0026", StringComparison.Ordinal);
}
