using System.Runtime.InteropServices;

namespace Ocw.Nde.Rdf.Canonical;

/// <summary>A temporary identifier issuer (RDFC-1.0 §4.5) of which copies are places to go back to.</summary>
/// <remarks>The algorithm copies its issuer at every attempt. Identifiers are only ever added, so that a copy is the number of those issued and going back takes the rest away.</remarks>
internal sealed class TrailIssuer
{
    private readonly int[] _numbers;
    private readonly List<int> _order = [];

    internal TrailIssuer(int nodes)
    {
        _numbers = new int[nodes];
        Array.Fill(_numbers, -1);
    }

    internal int Count => _order.Count;

    /// <summary>The nodes in the order in which they got identifiers.</summary>
    internal ReadOnlySpan<int> Issued => CollectionsMarshal.AsSpan(_order);

    internal int NumberOf(int node) => _numbers[node];

    internal void Issue(int node)
    {
        _numbers[node] = _order.Count;
        _order.Add(node);
    }

    internal void BackTo(int count)
    {
        foreach (var node in Issued[count..])
            _numbers[node] = -1;
        _order.RemoveRange(count, _order.Count - count);
    }
}
