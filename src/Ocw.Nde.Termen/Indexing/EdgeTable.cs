namespace Ocw.Nde.Termen.Indexing;

/// <summary>Broader and narrower between the terms of one source, each read from both sides: what one term calls narrower is broader for the other.</summary>
internal sealed class EdgeTable
{
    private readonly Dictionary<ulong, int> _terms = [];
    private readonly List<(int Term, ulong Broader)> _broader = [];
    private readonly List<(int Term, ulong Narrower)> _narrower = [];

    /// <summary>Takes the relations of a term; a second term of one IRI is refused.</summary>
    internal bool TryAdd(int term, ulong iriHash, List<(TermRelationKind Kind, ulong Iri)> relations)
    {
        if (!_terms.TryAdd(iriHash, term))
            return false;
        foreach (var (kind, iri) in relations)
        {
            if (kind == TermRelationKind.Broader)
                _broader.Add((term, iri));
            else if (kind == TermRelationKind.Narrower)
                _narrower.Add((term, iri));
        }

        return true;
    }

    internal void Write(IndexFileWriter file, int terms)
    {
        var edges = new HashSet<(int Narrow, int Broad)>();
        foreach (var (term, broader) in _broader)
        {
            if (_terms.TryGetValue(broader, out var other) && other != term)
                edges.Add((term, other));
        }

        foreach (var (term, narrower) in _narrower)
        {
            if (_terms.TryGetValue(narrower, out var other) && other != term)
                edges.Add((other, term));
        }

        var sorted = edges.ToArray();
        Array.Sort(sorted);
        WriteOne(file, IndexSection.BroaderStarts, IndexSection.Broader, terms, sorted);
        var inverse = Array.ConvertAll(sorted, edge => (edge.Broad, edge.Narrow));
        Array.Sort(inverse);
        WriteOne(file, IndexSection.NarrowerStarts, IndexSection.Narrower, terms, inverse);
    }

    private static void WriteOne(IndexFileWriter file, IndexSection starts, IndexSection targets, int terms, (int From, int To)[] edges)
    {
        var positions = new int[terms + 1];
        foreach (var edge in edges)
            positions[edge.From + 1]++;
        for (var i = 1; i < positions.Length; i++)
            positions[i] += positions[i - 1];
        file.Write<int>(starts, positions);
        file.Write<int>(targets, Array.ConvertAll(edges, edge => edge.To));
    }
}
