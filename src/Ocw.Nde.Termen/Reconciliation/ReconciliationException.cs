namespace Ocw.Nde.Termen.Reconciliation;

/// <summary>A request that cannot be answered at all; the message says what was expected.</summary>
public sealed class ReconciliationException : Exception
{
    /// <summary>A request that is not well-formed.</summary>
    public ReconciliationException(string message)
        : base(message)
    {
    }

    /// <summary>A request that is not well-formed, with the fault of the reader.</summary>
    public ReconciliationException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>An exception without words of its own.</summary>
    public ReconciliationException()
    {
    }

    /// <summary>Whether the request is larger than a ceiling: 413.</summary>
    public bool IsTooLarge { get; init; }
}
