using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Ocw.Nde.Rdf.Canonical;

/// <summary>Sorts lines by their bytes, which for UTF-8 is code-point order, eight bytes at a time.</summary>
/// <remarks>
/// Lines of one dataset share long beginnings, so comparing them whole would read the same bytes again and again: what a group shares is
/// passed over once, the next eight bytes sort it as numbers, and only lines that are still equal go on. A line holds no zero byte.
/// </remarks>
internal sealed class LineSort(LineArena arena, CancellationToken cancellation)
{
    private const int Few = 16;

    private readonly Stack<Group> _groups = new();

    internal void Sort(List<LineRef> lines)
    {
        var span = CollectionsMarshal.AsSpan(lines);
        var keys = new ulong[lines.Count];
        _groups.Push(new(0, lines.Count, 0));
        while (_groups.TryPop(out var group))
        {
            cancellation.ThrowIfCancellationRequested();
            var part = span.Slice(group.Start, group.Count);
            if (group.Count <= Few)
                part.Sort((a, b) => arena[a].SequenceCompareTo(arena[b]));
            else
                Split(part, keys.AsSpan(group.Start, group.Count), group);
        }
    }

    private void Split(Span<LineRef> lines, Span<ulong> keys, Group group)
    {
        var depth = group.Depth + Shared(lines, group.Depth);
        for (var i = 0; i < lines.Length; i++)
            keys[i] = Key(lines[i], depth);
        keys.Sort(lines);
        for (int start = 0, end; start < keys.Length; start = end)
        {
            for (end = start + 1; end < keys.Length && keys[end] == keys[start]; end++)
            {
            }

            // A key that ends in zero is the end of its line: the lines are equal.
            if (end - start > 1 && (byte)keys[start] != 0)
                _groups.Push(new(group.Start + start, end - start, depth + sizeof(ulong)));
        }
    }

    private int Shared(Span<LineRef> lines, int depth)
    {
        var shared = arena[lines[0]][depth..];
        foreach (var line in lines[1..])
        {
            shared = shared[..shared.CommonPrefixLength(arena[line][depth..])];
            if (shared.Length < sizeof(ulong))
                break;
        }

        // Less than eight bytes are not worth the pass: they are sorted along.
        return shared.Length < sizeof(ulong) ? 0 : shared.Length;
    }

    private ulong Key(LineRef line, int depth)
    {
        var rest = arena[line][depth..];
        if (rest.Length >= sizeof(ulong))
            return BinaryPrimitives.ReadUInt64BigEndian(rest);
        Span<byte> padded = stackalloc byte[sizeof(ulong)];
        padded.Clear();
        rest.CopyTo(padded);
        return BinaryPrimitives.ReadUInt64BigEndian(padded);
    }

    private readonly record struct Group(int Start, int Count, int Depth);
}
