using Ocw.Nde.Termen.Search;

namespace Ocw.Nde.Node.Features.Termen.Shared;

/// <summary>The ceilings of what is asked of the termennetwerk from outside, whatever the door.</summary>
internal static class TermLimits
{
    /// <summary>The most hits of a page.</summary>
    public const int MaxLimit = TermQuery.MaxLimit;

    /// <summary>The furthest page.</summary>
    public const int MaxOffset = TermQuery.MaxOffset;

    /// <summary>The most IRIs in one look-up.</summary>
    public const int MaxLookups = 500;

    /// <summary>The most sources that one question names.</summary>
    public const int MaxSources = 500;

    /// <summary>The most suggestions while someone types.</summary>
    public const int MaxSuggestions = 100;

    /// <summary>The longest that anybody waits for a live source, in milliseconds.</summary>
    public const int MaxTimeoutMs = 60_000;

    /// <summary>How long a live source is waited for when nothing is said, in milliseconds.</summary>
    public const int TimeoutMs = 10_000;
}
