using Ocw.Nde.Mapping.Rml.Model;
using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Rml.Targets;

/// <summary>Writes the document of a target.</summary>
internal interface ITargetWriter : IQuadSink
{
    /// <summary>Ends the document.</summary>
    void Complete();
}

/// <summary>The syntaxes that targets may ask for, by their names in <c>http://www.w3.org/ns/formats/</c>.</summary>
internal static class TargetWriters
{
    /// <summary>A writer for a target.</summary>
    /// <exception cref="RmlException">The syntax is not known.</exception>
    public static ITargetWriter Create(LogicalTarget target, Stream output)
    {
        if (target.Serialization is "RDF_JSON")
            return new RdfJsonWriter(output);
        var format = target.Serialization switch
        {
            "N-Quads" => RdfFormats.NQuads,
            "N-Triples" => RdfFormats.NTriples,
            "TriG" => RdfFormats.TriG,
            "JSON-LD" => RdfFormats.JsonLd,
            "RDF_XML" => RdfFormats.RdfXml,
            // Every Turtle document is one of N3.
            "Turtle" or "N3" => RdfFormats.Turtle,
            var other => throw new RmlException(target.Path, 0, $"rml:serialization formats:{other} cannot be written; N-Quads, N-Triples, Turtle, TriG, N3, JSON-LD, RDF_XML and RDF_JSON can."),
        };
        return new FormatWriter(RdfFormats.CreateWriter(format, output, new RdfWriterOptions { JsonLdForm = JsonLdForm.Expanded }), target.Path);
    }

    private sealed class FormatWriter(RdfWriter writer, string path) : ITargetWriter
    {
        public void Quad(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph)
        {
            try
            {
                writer.Quad(subject, predicate, @object, graph);
            }
            catch (Exception e) when (e is InvalidOperationException or FormatException)
            {
                throw new RmlException(path, 0, $"a statement cannot be written in the syntax of this target: {e.Message}");
            }
        }

        public void Prefix(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> iri) => writer.Prefix(prefix, iri);

        public void Complete() => writer.Complete();
    }
}
