namespace Ocw.Nde.Store;

/// <summary>Who reads: decides which graphs a snapshot holds at all. What a reader may not see is absent from scans, counts and statistics.</summary>
public enum ReaderScope : byte
{
    /// <summary>The public: open graphs only.</summary>
    Public,

    /// <summary>The node itself and granted readers: open and closed graphs.</summary>
    Internal,
}

/// <summary>Whether the public may read a graph; fixed for the rows of a graph when they are written (STORE.md, decision 8).</summary>
public enum AccessLevel : byte
{
    /// <summary>Everyone.</summary>
    Open,

    /// <summary>Only <see cref="ReaderScope.Internal"/>.</summary>
    Closed,
}
