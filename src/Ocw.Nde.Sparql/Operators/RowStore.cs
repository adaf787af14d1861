using Ocw.Nde.Sparql.Evaluation;

namespace Ocw.Nde.Sparql.Operators;

/// <summary>Rows that an operator must keep: columns that grow.</summary>
internal sealed class RowStore(MemoryBudget memory, int columnCount)
{
    private readonly ulong[][] columns = [.. Enumerable.Repeat(Array.Empty<ulong>(), columnCount)];
    private long charged;

    internal int Count { get; private set; }

    /// <summary>Appends a row and gives its number.</summary>
    internal int Add(Batch batch, int row)
    {
        Reserve(1);
        Set(Count, batch, row);
        return Count++;
    }

    /// <summary>Overwrites a row.</summary>
    internal void Set(int number, Batch batch, int row)
    {
        for (var i = 0; i < columns.Length; i++)
            columns[i][number] = batch.Columns[i][row];
    }

    /// <summary>Appends all rows of a batch.</summary>
    internal void AddAll(Batch batch)
    {
        Reserve(batch.Count);
        for (var i = 0; i < columns.Length; i++)
            Array.Copy(batch.Columns[i], 0, columns[i], Count, batch.Count);
        Count += batch.Count;
    }

    /// <summary>Appends a row to a batch.</summary>
    internal void CopyTo(int number, Batch output)
    {
        for (var i = 0; i < columns.Length; i++)
            output.Columns[i][output.Count] = columns[i][number];
        output.Count++;
    }

    internal void Clear()
    {
        memory.Release(charged);
        charged = 0;
        Count = 0;
        Array.Fill(columns, []);
    }

    private void Reserve(int rows)
    {
        if (columns.Length == 0 || Count + rows <= columns[0].Length)
            return;
        var size = Math.Max(Math.Max(64, columns[0].Length * 2), Count + rows);
        var bytes = (size - columns[0].Length) * (long)sizeof(ulong) * columns.Length;
        memory.Charge(bytes);
        charged += bytes;
        for (var i = 0; i < columns.Length; i++)
            Array.Resize(ref columns[i], size);
    }
}
