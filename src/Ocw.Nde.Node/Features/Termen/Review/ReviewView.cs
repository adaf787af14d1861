using Ocw.Nde.Node.Features.Shared;
using Ocw.Nde.Termen.Alignment;
using Ocw.Nde.Termen.Review;

namespace Ocw.Nde.Node.Features.Termen.Review;

/// <summary>What all review pages know: who looks, at which part of the queue, and how far it is.</summary>
public sealed record ReviewView(PageContext Page, ReviewSession Session, QueueFilter Filter, QueueProgress Progress)
{
    /// <summary>What was just done.</summary>
    public string? Message { get; init; }

    /// <summary>What is wrong with what was sent.</summary>
    public string? Fault { get; init; }

    /// <summary>The datasets to choose from.</summary>
    public IReadOnlyList<string> Datasets { get; init; } = [];

    /// <summary>The fields to choose from.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>The terminology sources to choose from.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>How many were decided.</summary>
    public long Done => Progress.Decided;

    /// <summary>The reasons to choose from.</summary>
    public IEnumerable<(string Value, string Text)> Reasons =>
        AlignmentReasons.All.Select(code => (code, AlignmentReasons.Describe(code, Page.LanguageTag)))
            .Concat(new[] { ReopenReasons.TermDeprecated, ReopenReasons.TermRemoved, ReopenReasons.TermMerged, ReopenReasons.TermChanged, QueueReasons.NewCandidate, QueueReasons.NoCandidate }.Select(code => (code, QueueReasons.Explain(code, Page.LanguageTag))))
            .OrderBy(r => r.Item2, StringComparer.CurrentCulture);

    /// <summary>A review address with the filter that is used.</summary>
    public string Href(string path, params ReadOnlySpan<(string Name, string? Value)> more) => ReviewAddress.Of(path, Filter, Page.LanguageTag, more);
}

/// <summary>A candidate as a person sees it.</summary>
/// <param name="Iri">The term.</param>
/// <param name="Label">Its name.</param>
/// <param name="Href">Its page here.</param>
/// <param name="Source">The name of its source.</param>
/// <param name="Hint">Years, or the nearest broader term.</param>
/// <param name="Path">The terms above it, top first.</param>
/// <param name="Note">Its scope note or definition.</param>
/// <param name="Score">The score; <see langword="null"/> for one that was searched.</param>
/// <param name="Reasons">Why, in words.</param>
/// <param name="IsWithdrawn">Whether the source has withdrawn it.</param>
public sealed record CandidateView(string Iri, string Label, string Href, string Source, string Hint, IReadOnlyList<string> Path, string? Note, double? Score, IReadOnlyList<string> Reasons, bool IsWithdrawn);

/// <summary>A record that uses the words.</summary>
/// <param name="Href">Its page.</param>
/// <param name="Title">Its name.</param>
/// <param name="Dataset">Its dataset.</param>
public sealed record ContextView(string Href, string Title, string Dataset);
