using Ocw.Nde.Conformance.JsonLd;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Conformance.Manifests;

/// <summary>A manifest of a W3C suite (<c>mf:Manifest</c>), read as a graph, with its entries in order.</summary>
internal sealed class Manifest
{
    private Manifest(SuiteArchive suite, string iri, RdfGraph graph)
    {
        Suite = suite;
        Iri = iri;
        Graph = graph;
    }

    public SuiteArchive Suite { get; }

    /// <summary>The IRI of the manifest's own file.</summary>
    public string Iri { get; }

    public RdfGraph Graph { get; }

    /// <summary><c>mf:assumedTestBase</c>, the base that tests give to their files, or <see langword="null"/>.</summary>
    public string? AssumedTestBase => (Graph.Object(new Iri(Iri), MfNs.AssumedTestBase) as Iri)?.Value;

    /// <summary>Reads one manifest, in any syntax; <paramref name="file"/> is its path or IRI.</summary>
    public static Manifest Read(SuiteArchive suite, string file)
    {
        var iri = file.StartsWith(suite.Root, StringComparison.Ordinal) ? file : suite.IriOf(file);
        var graph = new RdfGraph();
        if (!RdfFormats.TryFromFileName(iri, out var format))
            throw new InvalidOperationException($"The manifest {iri} has no ending of an RDF syntax, such as .ttl.");
        RdfFormats.Parse(suite.Read(iri), format, new RdfGraphSink(graph), new() { BaseIri = iri, SourceName = file, JsonLd = new() { Loader = SuiteLoader.Plain } });
        return new(suite, iri, graph);
    }

    /// <summary>Reads a manifest and all that it includes (<c>mf:include</c>, a list or the files themselves), depth first, each once.</summary>
    public static IEnumerable<Manifest> ReadWithIncluded(SuiteArchive suite, string file) => ReadWithIncluded(suite, file, new HashSet<string>(StringComparer.Ordinal));

    private static IEnumerable<Manifest> ReadWithIncluded(SuiteArchive suite, string file, HashSet<string> read)
    {
        var manifest = Read(suite, file);
        if (!read.Add(manifest.Iri))
            yield break;
        yield return manifest;
        foreach (var target in manifest.Graph.Match(null, MfNs.Include).Select(t => t.Object).ToList())
        {
            IEnumerable<RdfTerm> files = target is Iri && target != RdfNs.Nil ? [target] : manifest.Graph.List(target);
            foreach (var included in files.OfType<Iri>())
            {
                foreach (var each in ReadWithIncluded(suite, included.Value, read))
                    yield return each;
            }
        }
    }

    /// <summary>The entries in the order of <c>mf:entries</c>: a list, or (in the suite of microdata) the entries themselves.</summary>
    /// <param name="alsoUndescribed">Whether entries count that the manifest lists but does not describe, as some of W3C's do.</param>
    public IEnumerable<ManifestEntry> Entries(bool alsoUndescribed = false) =>
        Graph.Match(null, MfNs.Entries)
            .SelectMany(t => IsList(t.Object) ? Graph.List(t.Object) : [t.Object])
            .Where(entry => alsoUndescribed || Graph.Match(entry, RdfNs.Type).Any())
            .Select(entry => new ManifestEntry(this, entry));

    private bool IsList(RdfTerm node) => node.Equals(RdfNs.Nil) || Graph.Match(node, RdfNs.First).Any();
}
