namespace Ocw.Nde.Termen.Network;

/// <summary>The reasons of hits of live sources, beside those of <see cref="Search.SearchReasons"/>.</summary>
public static class NetworkReasons
{
    /// <summary>The source gave the term, and no label that is known here shows why.</summary>
    public const string SourceAnswer = "source-answer";
}
