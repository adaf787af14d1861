namespace Ocw.Nde.Store.Files;

/// <summary>Which parts of a file have had their checksum compared since it was opened. Safe for concurrent use: comparing twice does no harm.</summary>
internal sealed class VerifiedSet(int parts)
{
    private readonly int[] _bits = new int[(parts + 31) / 32];

    internal bool Contains(int part) => (Volatile.Read(ref _bits[part >> 5]) & (1 << part)) != 0;

    internal void Add(int part) => Interlocked.Or(ref _bits[part >> 5], 1 << part);
}
