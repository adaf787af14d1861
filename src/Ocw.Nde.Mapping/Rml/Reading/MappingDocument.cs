using System.Text;
using System.Text.RegularExpressions;
using Ocw.Nde.Mapping.Rml.Yarrrml;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Iris;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Rml.Reading;

/// <summary>A mapping as it stands in its file: triples of RML, whatever the file is written in, and where to look when something is wrong.</summary>
internal sealed partial class MappingDocument
{
    private const int MaxBytes = 16 << 20;

    private readonly string _text;

    private MappingDocument(string file, string text, RdfGraph graph, string? baseIri, bool isLegacy)
    {
        File = file;
        _text = text;
        Graph = graph;
        BaseIri = baseIri;
        IsLegacy = isLegacy;
    }

    /// <summary>The file's full path.</summary>
    public string File { get; }

    /// <summary>The folder that relative sources are looked for in.</summary>
    public string Folder => Path.GetDirectoryName(File)!;

    public RdfGraph Graph { get; }

    /// <summary>The base that the document declares, if it does.</summary>
    public string? BaseIri { get; }

    /// <summary>Whether it was written in the first vocabulary, with R2RML's terms.</summary>
    public bool IsLegacy { get; }

    /// <summary>What is doubtful in the mapping, and was read all the same.</summary>
    public List<string> Notices { get; } = [];

    /// <summary>Reads a mapping: YARRRML by its ending <c>.yml</c> or <c>.yaml</c>, else RDF by its ending.</summary>
    /// <exception cref="RmlException">It is no mapping.</exception>
    public static MappingDocument Load(string file)
    {
        var path = Path.GetFullPath(file);
        var length = new FileInfo(path) is { Exists: true } info ? info.Length : throw new RmlException(path, 0, "the mapping does not exist.");
        if (length > MaxBytes)
            throw new RmlException(path, 0, $"the mapping has {length} bytes; {MaxBytes} is the most.");
        var bytes = System.IO.File.ReadAllBytes(path);
        var text = Encoding.UTF8.GetString(bytes);
        if (Path.GetExtension(path).ToUpperInvariant() is ".YML" or ".YAML")
        {
            var translated = YarrrmlTranslator.Translate(text, path, out var written);
            return new(path, text, translated, written, isLegacy: false);
        }

        var baseIri = DeclaredBase(text);
        var graph = Parse(path, bytes);
        var isLegacy = LegacyVocabulary.IsUsedIn(graph);
        return new(path, text, isLegacy ? LegacyVocabulary.Translate(graph) : graph, baseIri, isLegacy);
    }

    /// <summary>A fault at a node of the mapping.</summary>
    /// <param name="node">The nearest node with a name.</param>
    /// <param name="message">What is wrong and what was expected.</param>
    /// <param name="written">A text of the mapping that stands where the fault is, to find the line by.</param>
    public RmlException Fault(RdfTerm node, string message, string? written = null)
    {
        var named = Named(node);
        return new RmlException(File, LineOf(written) is > 0 and var line ? line : LineOf(named is Iri iri ? LocalName(iri) : null), named is Iri ? $"{message} (in {named})" : message);
    }

    // Blank nodes have no name that a reader knows: what points at them has.
    private RdfTerm Named(RdfTerm node)
    {
        var seen = new HashSet<RdfTerm>();
        while (node is BlankNode && seen.Add(node) && Graph.Match(null, null, node).Select(t => t.Subject).FirstOrDefault() is { } around)
            node = around;
        return node;
    }

    // The triples do not say where they stood: the text that they were written as is looked for.
    private int LineOf(string? written)
    {
        if (string.IsNullOrEmpty(written))
            return 0;
        var at = _text.IndexOf(written, StringComparison.Ordinal);
        if (at < 0)
            at = _text.IndexOf(written.Replace("\\", "\\\\", StringComparison.Ordinal), StringComparison.Ordinal);
        return at < 0 ? 0 : _text.AsSpan(0, at).Count('\n') + 1;
    }

    private static string LocalName(Iri iri) => iri.Value[(iri.Value.LastIndexOfAny(['/', '#']) + 1)..];

    private static RdfGraph Parse(string path, byte[] bytes)
    {
        if (!RdfFormats.TryFromFileName(path, out var format) || !format.CanRead)
            throw new RmlException(path, 0, "the ending does not say what the mapping is written in: .ttl, .nt, .rdf, .jsonld, or .yml for YARRRML.");
        var graph = new RdfGraph();
        try
        {
            RdfFormats.Parse(bytes, format, new RdfGraphSink(graph), new RdfReaderOptions { SourceName = path, BaseIri = new Uri(path).AbsoluteUri });
        }
        catch (RdfSyntaxException e)
        {
            throw new RmlException(e.Message, e);
        }

        return graph;
    }

    private static string? DeclaredBase(string text)
    {
        var declared = BaseDeclaration().Match(text);
        return declared.Success && IriCheck.IsAbsoluteIri(declared.Groups["iri"].Value) ? declared.Groups["iri"].Value : null;
    }

    // [5] base ::= '@base' IRIREF '.'   [6s] sparqlBase ::= "BASE" IRIREF
    [GeneratedRegex(@"^\s*(?:@base|[Bb][Aa][Ss][Ee])\s*<(?<iri>[^<>""{}|^`\\\x00-\x20]*)>", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BaseDeclaration();
}
