using System.Globalization;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Rdf.Canonical;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Store.Transactions;

namespace Ocw.Nde.Node.Pipeline;

/// <summary>
/// Keeps the list of versions of a channel as RDF, in a graph of its own: when each was made, from which one, what it added and removed, and the hash of its
/// canonical form. It is committed with the version itself.
/// </summary>
/// <remarks>Words of DCAT 3 §11 (versions), PROV-O and SPDX 2 (checksums). What the public may read is counted, nothing else.</remarks>
internal sealed class VersionList(NodeIris iris, string dataset, string channel)
{
    /// <summary>A graph with more quads gets no hash: its canonical form is sorted in memory, about 300 bytes a quad.</summary>
    internal const long MostHashedQuads = 2_000_000;

    /// <summary>The same for a version of which only what changed was staged: reading the rest for its hash would cost more than all else.</summary>
    internal const long MostHashedForPart = 100_000;

    private const string Prov = "http://www.w3.org/ns/prov#";
    private const string Dcat = "http://www.w3.org/ns/dcat#";
    private const string Spdx = "http://spdx.org/rdf/terms#";
    private static readonly Iri Type = new(RdfNs.Namespace + "type");
    private static readonly Iri Current = new(Dcat + "hasCurrentVersion");

    private readonly Iri _content = new(iris.Graph(dataset, channel, GraphKind.Content));
    private readonly Iri _graph = new(iris.Graph(dataset, channel, GraphKind.Versions));

    /// <summary>Adds the version that a transaction is about to publish; nothing if it changes nothing that the public may read.</summary>
    /// <param name="transaction">The transaction, with the content staged.</param>
    /// <param name="staged">What it would publish.</param>
    /// <param name="committed">What is published now.</param>
    /// <param name="version">The name of the version: the run that made it.</param>
    /// <param name="commit">The number that the commit will have.</param>
    /// <param name="now">The present time.</param>
    /// <param name="isPart">Whether only what changed was staged: then a large graph is not read whole for its hash.</param>
    /// <param name="cancellation">Stops the counting.</param>
    public void Stage(WriteTransaction transaction, Snapshot staged, Snapshot committed, string version, long commit, DateTimeOffset now, bool isPart, CancellationToken cancellation)
    {
        var graphs = DumpService.GraphsOf(iris, dataset, channel).Select(graph => staged.Terms.FindIri(graph)).Where(id => id.IsBound).ToHashSet();
        var changes = transaction.Changes(cancellation).Where(change => graphs.Contains(change.Graph)).ToList();
        if (changes.Count == 0)
            return;

        var list = Read(committed);
        var previous = list.Where(triple => triple.Predicate.Equals(Current)).Select(triple => triple.Object).FirstOrDefault();
        list.RemoveAll(triple => triple.Predicate.Equals(Current));
        var name = new Iri(iris.Version(dataset, channel, version));
        list.AddRange(Describe(name, previous, changes, new(version, commit, now, QuadsOf(staged, graphs), HashOf(staged, isPart ? MostHashedForPart : MostHashedQuads, cancellation))));
        new TripleSpans(transaction.Stage(_graph, GraphClass.Versions)).Write(list);
    }

    private IEnumerable<Triple> Describe(Iri name, RdfTerm? previous, List<GraphChange> changes, in Facts facts)
    {
        var triples = new List<Triple>
        {
            new(_content, Current, name),
            new(_content, new Iri(Dcat + "hasVersion"), name),
            new(name, Type, new Iri(Prov + "Entity")),
            new(name, new Iri(Dcat + "isVersionOf"), new Iri(iris.Dataset(dataset))),
            new(name, new Iri(Dcat + "version"), new Literal(facts.Version)),
            new(name, new Iri(Prov + "generatedAtTime"), Instant(facts.Time)),
            new(name, new Iri(Prov + "wasGeneratedBy"), new Iri(iris.Run(dataset, channel, facts.Version))),
            new(name, new Iri(VoidNs.Namespace + "triples"), Integer(facts.Quads)),
            new(name, Model("triplesAdded"), Integer(changes.Sum(change => change.Added))),
            new(name, Model("triplesRemoved"), Integer(changes.Sum(change => change.Removed))),
            new(name, Model("storeCommit"), Integer(facts.Commit)),
        };
        if (previous is not null)
        {
            triples.Add(new(name, new Iri(Dcat + "previousVersion"), previous));
            triples.Add(new(name, new Iri(Prov + "wasRevisionOf"), previous));
        }

        if (facts.Hash is not null)
        {
            var checksum = new Iri(name.Value + "#checksum");
            triples.Add(new(name, new Iri(Spdx + "checksum"), checksum));
            triples.Add(new(checksum, Type, new Iri(Spdx + "Checksum")));
            triples.Add(new(checksum, new Iri(Spdx + "algorithm"), new Iri(Spdx + "checksumAlgorithm_sha256")));
            triples.Add(new(checksum, new Iri(Spdx + "checksumValue"), new Literal(facts.Hash, new Iri(XsdNs.Namespace + "hexBinary"))));
        }

        return triples;
    }

    private List<Triple> Read(Snapshot snapshot)
    {
        var triples = new List<Triple>();
        if (snapshot.Terms.FindIri(_graph.Value) is not { IsBound: true } id)
            return triples;
        using var scan = snapshot.ScanGraph(id);
        var batch = new QuadBatch();
        for (var rows = scan.Next(batch); rows > 0; rows = scan.Next(batch))
        {
            for (var i = 0; i < rows; i++)
                triples.Add(new(snapshot.Terms.ToTerm(new(batch.Subjects[i])), snapshot.Terms.ToTerm(new(batch.Predicates[i])), snapshot.Terms.ToTerm(new(batch.Objects[i]))));
        }

        return triples;
    }

    private static long QuadsOf(Snapshot staged, IEnumerable<TermId> graphs) =>
        graphs.Sum(graph => staged.TryGetGraph(graph, out var info) ? info.QuadCount : 0);

    /// <summary>The SHA-256 of the canonical N-Quads (RDFC-1.0) of the content graph; <see langword="null"/> where that is out of bounds.</summary>
    private string? HashOf(Snapshot staged, long most, CancellationToken cancellation)
    {
        if (staged.Terms.FindIri(_content.Value) is not { IsBound: true } id || !staged.TryGetGraph(id, out var info) || info.QuadCount > most)
            return null;
        try
        {
            var canonical = new Rdfc10();
            staged.Dump(id, canonical, cancellation);
            return canonical.Complete(cancellation).Hash(cancellation);
        }
        catch (PoisonGraphException)
        {
            // Blank nodes that cannot be told apart in reasonable time: the version stands without a hash.
            return null;
        }
    }

    private static Iri Model(string name) => new(ModelNs.Namespace + name);

    private static Literal Integer(long value) => new(value.ToString(CultureInfo.InvariantCulture), new Iri(XsdNs.Namespace + "integer"));

    private static Literal Instant(DateTimeOffset instant) => new(instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), new Iri(XsdNs.Namespace + "dateTime"));

    private readonly record struct Facts(string Version, long Commit, DateTimeOffset Time, long Quads, string? Hash);
}
