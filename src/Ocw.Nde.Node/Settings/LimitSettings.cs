namespace Ocw.Nde.Node.Settings;

/// <summary>What clients may ask of a node at once: <c>limits</c> in <c>node.yaml</c>.</summary>
internal sealed record LimitSettings
{
    /// <summary>Every default.</summary>
    public static LimitSettings Default { get; } = new();

    /// <summary>What those without a key may ask.</summary>
    public ClientLimits Public { get; init; } = ClientLimits.Default;

    /// <summary>What those with a key may ask. Default: the same, with five minutes.</summary>
    public ClientLimits Key { get; init; } = ClientLimits.Default with { Time = TimeSpan.FromMinutes(5) };

    /// <summary>How many heavy queries run at the same time. Default: one for each core but one, at least one.</summary>
    public int HeavyQueries { get; init; } = Math.Max(1, Environment.ProcessorCount - 1);

    /// <summary>How many queries may wait for their turn; more are told to come back later. Default 32.</summary>
    public int WaitingQueries { get; init; } = 32;
}

/// <summary>What one class of clients may ask.</summary>
internal sealed record ClientLimits
{
    /// <summary>Every default.</summary>
    public static ClientLimits Default { get; } = new();

    /// <summary>The wall-clock time of a query or update. Default 30 s.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The bytes that the operators of one query may hold. Default 1 GiB.</summary>
    public long Memory { get; init; } = 1L << 30;

    /// <summary>The rows or triples of one answer. Default: no ceiling.</summary>
    public long Rows { get; init; } = long.MaxValue;

    /// <summary>The longest text of a query, in characters. Default 256 Ki.</summary>
    public int QueryCharacters { get; init; } = 256 << 10;

    /// <summary>How deep a query may be nested. Default 200.</summary>
    public int Depth { get; init; } = 200;

    /// <summary>The largest update request, in bytes. Default 16 MiB.</summary>
    public long UpdateBytes { get; init; } = 16L << 20;

    /// <summary>The largest document that the graph store takes, in bytes. Default 16 GiB.</summary>
    public long UploadBytes { get; init; } = 16L << 30;

    /// <summary>How many queries of one client, beyond look-ups, may run or wait at the same time. Default 16.</summary>
    public int Concurrent { get; init; } = 16;
}
