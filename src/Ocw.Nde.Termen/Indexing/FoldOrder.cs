namespace Ocw.Nde.Termen.Indexing;

/// <summary>Sorts labels by their folded bytes: eight bytes at a time as numbers, and only those that are equal so far by the next eight.</summary>
internal sealed class FoldOrder(byte[] folds, int[] starts, int[] lengths)
{
    private readonly ulong[] _keys = new ulong[starts.Length];
    private readonly int[] _labels = [.. Enumerable.Range(0, starts.Length)];

    /// <summary>The labels in order of their folded text; equal ones by number.</summary>
    internal int[] Sort()
    {
        var open = new Stack<(int From, int To, int Depth)>();
        open.Push((0, _labels.Length, 0));
        while (open.TryPop(out var range))
            Sort(range.From, range.To, range.Depth, open);
        return _labels;
    }

    private void Sort(int from, int to, int depth, Stack<(int From, int To, int Depth)> open)
    {
        var differ = false;
        for (var i = from; i < to; i++)
        {
            _keys[i] = Key(_labels[i], depth);
            differ |= _keys[i] != _keys[from];
        }

        if (differ)
            Array.Sort(_keys, _labels, from, to - from);
        for (var start = from; start < to;)
        {
            var end = start + 1;
            while (end < to && _keys[end] == _keys[start])
                end++;

            // Folded text has no zero byte: a zero at the end says that the texts end here.
            if (end - start > 1 && (byte)_keys[start] == 0)
                Array.Sort(_labels, start, end - start);
            else if (end - start > 1)
                open.Push((start, end, depth + 8));
            start = end;
        }
    }

    private ulong Key(int label, int depth)
    {
        var text = folds.AsSpan(starts[label], lengths[label]);
        text = depth < text.Length ? text[depth..] : [];
        if (text.Length >= 8)
            return System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(text);
        ulong key = 0;
        for (var i = 0; i < 8; i++)
            key = (key << 8) | (i < text.Length ? text[i] : (byte)0);
        return key;
    }
}
