using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Node.Commands.Validation;

/// <summary>Reads the two forms of schema.org's names, with <c>http</c> and with <c>https</c>, as the one that the shapes use, as NDE's Dataset Register does.</summary>
/// <remarks>schema.org's own JSON-LD context gives the form with <c>http</c>; SCHEMA-AP-NDE and the Requirements for Datasets use <c>https</c>.</remarks>
internal sealed class SchemaOrgForm(IQuadSink inner, bool toHttps) : IQuadSink
{
    private const string Http = "http://schema.org/";
    private const string Https = "https://schema.org/";

    private readonly byte[][] _buffers = [new byte[128], new byte[128], new byte[128]];

    /// <summary>How many terms had the other form.</summary>
    public long Changed { get; private set; }

    /// <summary>Whether shapes use one form only, and which: <see langword="true"/> for <c>https</c>; <see langword="null"/> where they use none or both.</summary>
    public static bool? FormOf(IEnumerable<Triple> shapes)
    {
        bool http = false, https = false;
        foreach (var triple in shapes)
        {
            http |= Uses(triple, Http);
            https |= Uses(triple, Https);
        }

        return http == https ? null : https;
    }

    /// <inheritdoc/>
    public void Quad(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph) =>
        inner.Quad(Form(subject, 0), Form(predicate, 1), Form(@object, 2), graph);

    private static bool Uses(in Triple triple, string prefix) => Is(triple.Subject, prefix) || Is(triple.Predicate, prefix) || Is(triple.Object, prefix);

    private static bool Is(RdfTerm term, string prefix) => term is Iri iri && iri.Value.StartsWith(prefix, StringComparison.Ordinal);

    private TermSpan Form(in TermSpan term, int buffer)
    {
        var from = toHttps ? "http://schema.org/"u8 : "https://schema.org/"u8;
        var to = toHttps ? "https://schema.org/"u8 : "http://schema.org/"u8;
        if (term.Kind != TermKind.Iri || !term.Value.StartsWith(from))
            return term;

        Changed++;
        var name = term.Value[from.Length..];
        if (_buffers[buffer].Length < to.Length + name.Length)
            _buffers[buffer] = new byte[(to.Length + name.Length) * 2];
        to.CopyTo(_buffers[buffer]);
        name.CopyTo(_buffers[buffer].AsSpan(to.Length));
        return TermSpan.Iri(_buffers[buffer].AsSpan(0, to.Length + name.Length));
    }
}
