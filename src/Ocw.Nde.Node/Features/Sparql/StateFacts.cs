using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Node.Features.Sparql;

/// <summary>What headers say of one state of the store as one class of readers sees it: made once for each state, on first use.</summary>
internal sealed class StateFacts
{
    private const int LongestList = 1024;

    private readonly IReadOnlyList<VersionedGraph> _graphs;
    private readonly Lazy<string> _default;
    private readonly Lazy<string> _all;

    private StateFacts(Snapshot snapshot)
    {
        Commit = snapshot.CommitNumber;
        CommitText = Commit.ToString(CultureInfo.InvariantCulture);
        CommittedAt = snapshot.CommittedAt.ToString("R", CultureInfo.InvariantCulture);
        Scope = snapshot.Scope;
        Fingerprint = FingerprintOf(snapshot);
        _graphs = [.. Graphs(snapshot)];
        _default = new(() => Text(_graphs.Where(g => g.Class.IsInDefaultDataset())));
        _all = new(() => Text(_graphs));
    }

    /// <summary>The number of the commit.</summary>
    public long Commit { get; }

    /// <summary>The number of the commit as text.</summary>
    public string CommitText { get; }

    /// <summary>When the commit was made, as HTTP writes dates.</summary>
    public string CommittedAt { get; }

    /// <summary>Who sees it so.</summary>
    public ReaderScope Scope { get; }

    /// <summary>A short text that differs when anything that the reader may see differs, and not when only something else does.</summary>
    public string Fingerprint { get; }

    /// <summary>Reads the facts of a state.</summary>
    public static StateFacts Of(Snapshot snapshot) => new(snapshot);

    /// <summary>
    /// The graphs that a query reads and the commit that last changed each, as a list of RFC 9651: <c>"https://…/graph/a/b";commit=12</c>. The unnamed
    /// graph is <c>""</c>. What would make the list longer than 1,024 bytes is counted in a last item: <c>more;graphs=40;commit=57</c>.
    /// </summary>
    public string VersionsFor(ParsedQuery query, SparqlProtocolRequest request)
    {
        IReadOnlyList<string> defaults = request.DefaultGraphs, named = request.NamedGraphs;
        if (defaults.Count + named.Count == 0)
            (defaults, named) = ([.. query.Query.From.Select(g => g.Value)], [.. query.Query.FromNamed.Select(g => g.Value)]);
        if (defaults.Count + named.Count > 0)
            return Text(_graphs.Where(g => defaults.Contains(g.Iri, StringComparer.Ordinal) || named.Contains(g.Iri, StringComparer.Ordinal)));
        if (query.NamesAnyGraph)
            return _all.Value;
        return query.NamedGraphs.Count == 0 ? _default.Value : Text(_graphs.Where(g => g.Class.IsInDefaultDataset() || query.NamedGraphs.Contains(g.Iri, StringComparer.Ordinal)));
    }

    /// <summary>The same for one graph; empty for the unnamed one.</summary>
    public string VersionOf(string iri) => Text(_graphs.Where(g => string.Equals(g.Iri, iri, StringComparison.Ordinal)));

    private static IEnumerable<VersionedGraph> Graphs(Snapshot snapshot)
    {
        if (snapshot.UnnamedGraph is { } unnamed)
            yield return new("", unnamed.Class, unnamed.ChangedAt);
        foreach (var graph in snapshot.NamedGraphs)
            yield return new(IriOf(snapshot, graph), graph.Class, graph.ChangedAt);
    }

    private static string IriOf(Snapshot snapshot, GraphInfo graph)
    {
        var name = new StringBuilder();
        snapshot.Terms.Read(graph.Id, static (in TermSpan term, StringBuilder to) => to.Append(Encoding.UTF8.GetString(term.Value)), name);
        return name.ToString();
    }

    private static string Text(IEnumerable<VersionedGraph> graphs)
    {
        var text = new StringBuilder();
        long last = 0;
        var more = 0;
        foreach (var graph in graphs.OrderByDescending(g => g.Commit).ThenBy(g => g.Iri, StringComparer.Ordinal))
        {
            var item = string.Create(CultureInfo.InvariantCulture, $"\"{HeaderText.OfIri(graph.Iri)}\";commit={graph.Commit}");
            if (more > 0 || text.Length + item.Length > LongestList)
            {
                more++;
                last = Math.Max(last, graph.Commit);
                continue;
            }

            text.Append(text.Length > 0 ? ", " : "").Append(item);
        }

        if (more > 0)
            text.Append(CultureInfo.InvariantCulture, $"{(text.Length > 0 ? ", " : "")}more;graphs={more};commit={last}");
        return text.ToString();
    }

    private static string FingerprintOf(Snapshot snapshot)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> bytes = stackalloc byte[25];
        if (snapshot.UnnamedGraph is { } unnamed)
            Append(hash, unnamed, bytes);
        foreach (var graph in snapshot.NamedGraphs)
            Append(hash, graph, bytes);
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8));
    }

    private static void Append(IncrementalHash hash, in GraphInfo graph, Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, graph.Id.Value);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], graph.ChangedAt);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[16..], graph.QuadCount);
        bytes[24] = (byte)graph.Class;
        hash.AppendData(bytes);
    }

    private readonly record struct VersionedGraph(string Iri, GraphClass Class, long Commit);
}

/// <summary>Keeps the facts of the present state for each class of readers.</summary>
internal sealed class StateFactsCache
{
    private readonly StateFacts?[] _present = new StateFacts?[2];

    /// <summary>The facts of the present state.</summary>
    public StateFacts Of(Snapshot snapshot)
    {
        ref var slot = ref _present[(int)snapshot.Scope];
        if (Volatile.Read(ref slot) is { } known && known.Commit == snapshot.CommitNumber)
            return known;
        var facts = StateFacts.Of(snapshot);
        Volatile.Write(ref slot, facts);
        return facts;
    }
}
