namespace Ocw.Nde.Termen.Indexing;

/// <summary>The term index cannot be built or read; the message says why and what to do. The index is derivable: rebuilding it loses nothing.</summary>
public sealed class TermIndexException : IOException
{
    /// <summary>Without a message.</summary>
    public TermIndexException()
    {
    }

    /// <summary>With what went wrong and what to do.</summary>
    public TermIndexException(string message)
        : base(message)
    {
    }

    /// <summary>With what went wrong, what to do, and what lay under it.</summary>
    public TermIndexException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
