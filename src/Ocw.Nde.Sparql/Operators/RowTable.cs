using System.Numerics;
using Ocw.Nde.Sparql.Evaluation;

namespace Ocw.Nde.Sparql.Operators;

/// <summary>Rows in memory, column by column, with a hash index on some of the columns.</summary>
internal sealed class RowTable
{
    private readonly QueryContext context;
    private readonly int[] keys;
    private readonly ulong[][] columns;
    private int[] heads = [];
    private int[] next = [];
    private long charged;

    internal RowTable(QueryContext context, int columnCount, int[] keys)
    {
        this.context = context;
        this.keys = keys;
        columns = new ulong[columnCount][];
        Array.Fill(columns, []);
    }

    internal int Count { get; private set; }

    internal ulong[] Column(int column) => columns[column];

    /// <summary>Reads all rows of an operator and indexes them.</summary>
    internal void Read(Operator input)
    {
        var batch = input.NewBatch();
        while (input.Next(batch))
            Append(batch);
        context.GiveBack(batch);
        Index();
    }

    internal void Clear()
    {
        context.Memory.Release(charged);
        charged = 0;
        Count = 0;
        Array.Fill(columns, []);
        heads = next = [];
    }

    /// <summary>The first row that may have these keys; -1 for none. Rows of other keys are among them: compare.</summary>
    internal int First(Batch batch, int row, ReadOnlySpan<int> keyColumns)
    {
        if (Count == 0)
            return -1;
        return heads[Hash(batch, row, keyColumns) & (heads.Length - 1)] - 1;
    }

    /// <summary>The next such row; -1 at the end.</summary>
    internal int Next(int row) => next[row] - 1;

    /// <summary>Whether a row of this table has the keys of a row of a batch.</summary>
    internal bool HasKeys(int row, Batch batch, int batchRow, ReadOnlySpan<int> keyColumns)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            if (columns[keys[i]][row] != batch.Columns[keyColumns[i]][batchRow])
                return false;
        }

        return true;
    }

    private static ulong Mix(ulong hash, ulong id) => (BitOperations.RotateLeft(hash, 5) ^ id) * 0x9E3779B97F4A7C15;

    private static int Hash(Batch batch, int row, ReadOnlySpan<int> keyColumns)
    {
        var hash = 0UL;
        foreach (var column in keyColumns)
            hash = Mix(hash, batch.Columns[column][row]);
        return (int)(hash >> 33);
    }

    /// <summary>Appends the rows of a batch; <see cref="Index"/> ends the appending.</summary>
    internal void Append(Batch batch)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            if (Count + batch.Count > columns[i].Length)
            {
                var size = Math.Max(columns[i].Length * 2, Count + batch.Count);
                Charge((size - columns[i].Length) * (long)sizeof(ulong));
                Array.Resize(ref columns[i], size);
            }

            Array.Copy(batch.Columns[i], 0, columns[i], Count, batch.Count);
        }

        Count += batch.Count;
    }

    /// <summary>Indexes the rows; matches will come in the order in which they were read.</summary>
    internal void Index()
    {
        var size = keys.Length == 0 ? 1 : (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(8, Count * 2L > int.MaxValue / 2 ? Count : Count * 2));
        Charge((size + Count) * (long)sizeof(int));
        heads = new int[size];
        next = new int[Count];
        for (var row = Count - 1; row >= 0; row--)
        {
            var hash = 0UL;
            foreach (var key in keys)
                hash = Mix(hash, columns[key][row]);
            ref var head = ref heads[(int)(hash >> 33) & (size - 1)];
            next[row] = head;
            head = row + 1;
        }
    }

    private void Charge(long bytes)
    {
        context.Memory.Charge(bytes);
        charged += bytes;
    }
}
