using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Conformance.Manifests;

/// <summary>One test of a manifest.</summary>
internal sealed record ManifestEntry(Manifest Manifest, RdfTerm Node)
{
    /// <summary>Its IRI; an entry that is a blank node goes by its manifest and its name.</summary>
    public string Iri => Node is Iri iri ? iri.Value : $"{Manifest.Iri}#{(Object(MfNs.Name) as Literal)?.LexicalForm}";

    public string Name => (Object(MfNs.Name) as Literal)?.LexicalForm ?? Iri;

    /// <summary>The local names of its types, for instance <c>TestTurtleEval</c> or <c>QueryEvaluationTest</c>.</summary>
    public IReadOnlySet<string> Types =>
        Objects(RdfNs.Type).OfType<Iri>().Select(t => t.Value[(t.Value.LastIndexOfAny(['#', '/']) + 1)..]).ToHashSet(StringComparer.Ordinal);

    /// <summary>The version that it is a test of: 1.2 where the suite of 1.2 has it.</summary>
    public RdfVersion Version =>
        new[] { Manifest.Iri, Manifest.AssumedTestBase ?? "" }.Any(iri => iri.Contains("/rdf12/", StringComparison.Ordinal) || iri.Contains("/sparql12/", StringComparison.Ordinal))
            ? RdfVersion.Rdf12
            : RdfVersion.Rdf11;

    /// <summary>Why the test cannot be run whatever its type; <see langword="null"/> where that is not so.</summary>
    public string? NotKnown =>
        Types.Count == 0 ? "the manifest lists it and does not say what it is"
        : Regime() is { } regime ? $"it needs the entailment regime {regime}, and this engine answers by simple entailment"
        : null;

    /// <summary>The node of <c>mf:action</c>: a file, or a blank node that describes several.</summary>
    public RdfTerm Action => Object(MfNs.Action) ?? throw new InvalidOperationException($"{Iri} has no mf:action.");

    /// <summary>The node of <c>mf:result</c>, or <see langword="null"/>.</summary>
    public RdfTerm? Result => Object(MfNs.Result);

    /// <summary>The IRI that a test's file is read under: from <c>mf:assumedTestBase</c> where the manifest gives it, else its own.</summary>
    public string BaseOf(Iri file) =>
        Manifest.AssumedTestBase is { } root && file.Value.StartsWith(Folder, StringComparison.Ordinal) ? root + file.Value[Folder.Length..] : file.Value;

    public RdfTerm? Object(Iri predicate) => Manifest.Graph.Object(Node, predicate);

    public IEnumerable<RdfTerm> Objects(Iri predicate) => Manifest.Graph.Objects(Node, predicate);

    /// <summary>The bytes of a file that the manifest names.</summary>
    public byte[] Read(RdfTerm file) =>
        file is Iri iri ? Manifest.Suite.Read(iri.Value) : throw new InvalidOperationException($"{file} is not a file.");

    // sd:entailmentRegime of the test or of its action: one IRI, or a list of those that give the same answer.
    private string? Regime()
    {
        var nodes = new[] { Node, Object(MfNs.Action) }.OfType<RdfTerm>().SelectMany(node => Manifest.Graph.Objects(node, MfNs.EntailmentRegime)).ToList();
        var regimes = nodes.SelectMany(node => node is Iri ? [node] : Manifest.Graph.List(node)).OfType<Iri>().Select(iri => iri.Value[(iri.Value.LastIndexOf('/') + 1)..]).ToList();
        return regimes.Count == 0 || regimes.Contains("Simple", StringComparer.Ordinal) ? null : string.Join(" or ", regimes);
    }

    private string Folder => Manifest.Iri[..(Manifest.Iri.LastIndexOf('/') + 1)];
}
