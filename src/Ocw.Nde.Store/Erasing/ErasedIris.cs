using System.Collections.Immutable;
using System.Text;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Dictionary;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Snapshots;

namespace Ocw.Nde.Store.Erasing;

/// <summary>An IRI that was asked for, and its id; unbound if the store has never had it.</summary>
internal readonly record struct AskedIri(string Iri, TermId Id);

/// <summary>What is found out about the IRIs that are to be erased.</summary>
internal static class ErasedIris
{
    internal static List<AskedIri> Find(TermView terms, IEnumerable<string> iris) =>
        [.. iris.Distinct(StringComparer.Ordinal).Select(iri => new AskedIri(iri, terms.Find(TermSpan.Iri(Encoding.UTF8.GetBytes(iri)))))];

    /// <summary>Marks all terms that a state and its history use, and says which of the IRIs are among them.</summary>
    internal static List<IriStillUsed> Mark(StoreState state, IReadOnlyList<AskedIri> asked, UsedTerms used, CancellationToken cancellation)
    {
        var scan = new ErasureScan(state, cancellation);
        var wanted = asked.Where(iri => iri.Id.IsBound).Select(iri => iri.Id.Value).ToHashSet();
        var predicates = new HashSet<ulong>();
        ulong last = 0;
        foreach (var row in scan.Present(default, default).Concat(scan.Past()))
        {
            used.Add(row);
            if (row.B != last && wanted.Contains(last = row.B))
                predicates.Add(row.B);
        }

        var graphs = state.Manifest.Graphs.Keys.Concat(scan.Entries().Select(entry => entry.Record.Graph)).Select(graph => graph.Value).ToHashSet();
        foreach (var graph in graphs)
            used.Add(graph);

        var uses = new List<IriStillUsed>();
        foreach (var iri in asked)
        {
            if (predicates.Contains(iri.Id.Value))
                uses.Add(new(iri.Iri, IriUse.Predicate));
            if (iri.Id.IsBound && graphs.Contains(iri.Id.Value))
                uses.Add(new(iri.Iri, IriUse.GraphName));
            if (state.Terms.Qualifiers.List.Any(qualifier => qualifier.AsSpan(1).SequenceEqual(Encoding.UTF8.GetBytes(iri.Iri))))
                uses.Add(new(iri.Iri, IriUse.Datatype));
        }

        return uses;
    }

    internal static List<string> KeysThatMention(ImmutableSortedDictionary<string, ImmutableArray<byte>> values, IEnumerable<string> iris)
    {
        var searched = iris.Select(Encoding.UTF8.GetBytes).ToArray();
        return [.. values.Where(value => searched.Any(iri => value.Value.AsSpan().IndexOf(iri) >= 0 || Encoding.UTF8.GetBytes(value.Key).AsSpan().IndexOf(iri) >= 0)).Select(value => value.Key)];
    }

    internal static string NameOf(TermView terms, TermId graph)
    {
        if (!graph.IsBound)
            return "";
        var name = new StringBuilder();
        terms.Read(graph, static (in TermSpan term, StringBuilder text) => text.Append(term.Kind == TermKind.BlankNode ? "_:" : "").Append(Encoding.UTF8.GetString(term.Value)), name);
        return name.ToString();
    }
}
