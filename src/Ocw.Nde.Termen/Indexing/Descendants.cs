namespace Ocw.Nde.Termen.Indexing;

/// <summary>The terms below a term at any depth, as bits; those asked for last are kept.</summary>
/// <remarks>A term is visited once, so that cycles and several ways down cost nothing; the term itself is not below itself, not even in a cycle.</remarks>
internal sealed class Descendants(SourceIndex index)
{
    private const int Kept = 8;

    private readonly Lock _lock = new();
    private readonly LinkedList<(int Top, ulong[] Bits)> _recent = new();

    internal ulong[] Of(int top)
    {
        lock (_lock)
        {
            for (var node = _recent.First; node is not null; node = node.Next)
            {
                if (node.Value.Top != top)
                    continue;
                _recent.Remove(node);
                _recent.AddFirst(node);
                return node.Value.Bits;
            }
        }

        var bits = Walk(top);
        lock (_lock)
        {
            _recent.AddFirst((top, bits));
            if (_recent.Count > Kept)
                _recent.RemoveLast();
        }

        return bits;
    }

    private ulong[] Walk(int top)
    {
        var bits = new ulong[(index.TermCount + 63) / 64];
        var open = new Stack<int>();
        open.Push(top);
        bits[top >> 6] |= 1UL << (top & 63);
        while (open.TryPop(out var term))
        {
            foreach (var narrower in index.Narrower(term))
            {
                ref var word = ref bits[narrower >> 6];
                var bit = 1UL << (narrower & 63);
                if ((word & bit) != 0)
                    continue;
                word |= bit;
                open.Push(narrower);
            }
        }

        bits[top >> 6] &= ~(1UL << (top & 63));
        return bits;
    }
}
