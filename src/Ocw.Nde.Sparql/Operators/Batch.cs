namespace Ocw.Nde.Sparql.Operators;

/// <summary>Rows on their way between two operators: columns of raw term ids, 0 where a variable is unbound.</summary>
/// <remarks>The consumer owns the batch and hands it to the producer to be filled; an operator may exchange its arrays for others of the same length.</remarks>
internal sealed class Batch
{
    /// <param name="columns">How many columns.</param>
    /// <param name="capacity">The most rows.</param>
    /// <param name="pooled">Whether the columns come from the pool, with whatever stands in them; else they are empty.</param>
    internal Batch(int columns, int capacity, bool pooled = false)
    {
        Capacity = Wanted = capacity;
        Columns = new ulong[columns][];
        for (var i = 0; i < columns; i++)
            Columns[i] = pooled ? ColumnPool.Rent(capacity) : new ulong[capacity];
    }

    /// <summary>The most rows that fit.</summary>
    internal int Capacity { get; }

    /// <summary>The rows that it holds.</summary>
    internal int Count { get; set; }

    internal ulong[][] Columns { get; }

    /// <summary>How many rows the consumer wants at this time: few at first, so that they come soon.</summary>
    internal int Wanted { get; set; }

    internal bool IsFull => Count >= Wanted;

    /// <summary>Gives the columns back; the batch is not used again.</summary>
    internal void Release()
    {
        foreach (var column in Columns)
            ColumnPool.Return(column);
        Array.Fill(Columns, []);
        Count = 0;
    }

    /// <summary>Exchanges the arrays of two columns, so that rows move without being copied.</summary>
    internal void Swap(int column, Batch other, int otherColumn) =>
        (Columns[column], other.Columns[otherColumn]) = (other.Columns[otherColumn], Columns[column]);

    /// <summary>Keeps the rows whose numbers <paramref name="kept"/> lists, in ascending order.</summary>
    internal void Keep(ReadOnlySpan<int> kept)
    {
        if (kept.Length != Count)
        {
            foreach (var column in Columns)
            {
                for (var i = 0; i < kept.Length; i++)
                    column[i] = column[kept[i]];
            }
        }

        Count = kept.Length;
    }
}

/// <summary>One row of a batch, for expressions.</summary>
internal readonly ref struct Row(Batch batch, int index)
{
    private readonly Batch batch = batch;

    internal Batch Batch => batch;

    internal int Index { get; } = index;

    internal ulong this[int column] => batch.Columns[column][Index];
}
