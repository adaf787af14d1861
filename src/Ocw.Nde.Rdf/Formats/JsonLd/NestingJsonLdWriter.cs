using Ocw.Nde.Rdf.Formats.Writing;
using Ocw.Nde.Rdf.Graphs;

namespace Ocw.Nde.Rdf.Formats.JsonLd;

/// <summary>Gathers a small document and writes it as <see cref="NestedJsonLd"/>, unless an IRI in it would be misread under the context.</summary>
internal sealed class NestingJsonLdWriter(Utf8Output output, RdfWriterOptions options) : NestingWriter(output, new JsonLdWriter(output, options), options)
{
    private readonly Utf8Output _output = output;
    private readonly byte[] _context = JsonLdWriter.ContextValue(options);

    /// <inheritdoc/>
    protected override bool TryWrite(RdfDataset dataset, IReadOnlyDictionary<string, string> prefixes)
    {
        if (!NestedJsonLd.CanWrite(dataset))
            return false;
        NestedJsonLd.Write(_output, dataset, _context);
        return true;
    }
}
