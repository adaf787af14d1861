using System.Numerics;
using Ocw.Nde.Sparql.Evaluation;

namespace Ocw.Nde.Sparql.Operators;

/// <summary>Distinct tuples of ids, each with a number in order of arrival: DISTINCT, groups, and the distinct values of aggregates.</summary>
internal sealed class RowIndex
{
    private readonly MemoryBudget memory;
    private readonly int width;
    private ulong[] cells;
    private int[] slots;
    private long charged;

    internal RowIndex(MemoryBudget memory, int width)
    {
        this.memory = memory;
        this.width = width;
        cells = new ulong[Math.Max(1, width) * 16];
        slots = new int[64];
    }

    /// <summary>The number of distinct tuples.</summary>
    internal int Count { get; private set; }

    internal ulong Cell(int tuple, int column) => cells[(tuple * width) + column];

    /// <summary>The ids of an index of width 1, in order of arrival.</summary>
    internal ulong[] ToArray(int from = 0) => cells.AsSpan(from, Count - from).ToArray();

    /// <summary>Whether a tuple is the one that was added last.</summary>
    internal bool IsLast(ReadOnlySpan<ulong> tuple) => Count > 0 && cells.AsSpan((Count - 1) * width, width).SequenceEqual(tuple);

    /// <summary>Whether a tuple is there.</summary>
    internal bool Contains(ReadOnlySpan<ulong> tuple)
    {
        for (var slot = Hash(tuple) & (slots.Length - 1); slots[slot] != 0; slot = (slot + 1) & (slots.Length - 1))
        {
            if (cells.AsSpan((slots[slot] - 1) * width, width).SequenceEqual(tuple))
                return true;
        }

        return false;
    }

    /// <summary>The ids of a tuple.</summary>
    internal ReadOnlySpan<ulong> Tuple(int tuple) => cells.AsSpan(tuple * width, width);

    /// <summary>The number of a tuple, which is added if it is new.</summary>
    internal int GetOrAdd(ReadOnlySpan<ulong> tuple, out bool isNew)
    {
        var hash = Hash(tuple);
        var slot = hash & (slots.Length - 1);
        for (; slots[slot] != 0; slot = (slot + 1) & (slots.Length - 1))
        {
            var known = slots[slot] - 1;
            if (cells.AsSpan(known * width, width).SequenceEqual(tuple))
            {
                isNew = false;
                return known;
            }
        }

        isNew = true;
        if ((Count + 1) * width > cells.Length)
            GrowCells();
        tuple.CopyTo(cells.AsSpan(Count * width));
        slots[slot] = ++Count;
        if (Count * 2 > slots.Length)
            GrowSlots();
        return Count - 1;
    }

    internal void Clear()
    {
        memory.Release(charged);
        charged = 0;
        Count = 0;
        if (slots.Length > 1024)
        {
            cells = new ulong[Math.Max(1, width) * 16];
            slots = new int[64];
        }
        else
        {
            Array.Clear(slots);
        }
    }

    private static int Hash(ReadOnlySpan<ulong> tuple)
    {
        var hash = 0UL;
        foreach (var id in tuple)
            hash = (BitOperations.RotateLeft(hash, 5) ^ id) * 0x9E3779B97F4A7C15;
        return (int)(hash >> 33);
    }

    private void GrowCells()
    {
        Charge(cells.Length * (long)sizeof(ulong));
        Array.Resize(ref cells, checked(cells.Length * 2));
    }

    private void GrowSlots()
    {
        Charge(slots.Length * (long)sizeof(int));
        slots = new int[checked(slots.Length * 2)];
        for (var i = 0; i < Count; i++)
        {
            var slot = Hash(cells.AsSpan(i * width, width)) & (slots.Length - 1);
            while (slots[slot] != 0)
                slot = (slot + 1) & (slots.Length - 1);
            slots[slot] = i + 1;
        }
    }

    private void Charge(long bytes)
    {
        memory.Charge(bytes);
        charged += bytes;
    }
}
