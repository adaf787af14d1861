using System.Text.Json.Serialization;
using Ocw.Nde.Termen.Alignment;

namespace Ocw.Nde.Termen.Review;

/// <summary>One thing that was said about a literal, by a person or by the node; it is never changed, only followed by another.</summary>
public sealed record ReviewEvent
{
    /// <summary>Its name, unique over nodes: what is imported twice is known twice.</summary>
    public required string Id { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who: the name of the key, or the account of the machine. Shown to the own institution only.</summary>
    public required string By { get; init; }

    /// <summary>The institution whose word it is.</summary>
    public required string Institution { get; init; }

    /// <summary>The one dataset for which it holds; <see langword="null"/> for all of the institution.</summary>
    public string? Dataset { get; init; }

    /// <summary>The field: <c>creator</c>, <c>material</c>, …; empty for <see cref="ReviewVerdict.Undo"/>.</summary>
    public string Field { get; init; } = "";

    /// <summary>The institution's own words; empty for <see cref="ReviewVerdict.Undo"/>.</summary>
    public string Literal { get; init; } = "";

    /// <summary>The one language for which it holds; <see langword="null"/> for every language.</summary>
    public string? Language { get; init; }

    /// <summary>What was said.</summary>
    public required ReviewVerdict Verdict { get; init; }

    /// <summary>The terms that are meant (<see cref="ReviewVerdict.Accept"/>), or that are not meant (<see cref="ReviewVerdict.NoneOfThese"/>).</summary>
    public IReadOnlyList<string> Terms { get; init; } = [];

    /// <summary>How the terms relate to the literal.</summary>
    public AlignmentRelation Relation { get; init; }

    /// <summary>Why, in the person's words; for <see cref="ReviewVerdict.Reopen"/> a code of <see cref="ReopenReasons"/>.</summary>
    public string? Why { get; init; }

    /// <summary>What was decided together and is undone together.</summary>
    public string? Batch { get; init; }

    /// <summary>The <see cref="Id"/> or <see cref="Batch"/> that is taken back.</summary>
    public string? Undoes { get; init; }

    /// <summary>What the machine offered at that moment: what the scorer learns from.</summary>
    public IReadOnlyList<OfferedTerm> Offered { get; init; } = [];
}

/// <summary>A candidate as it was offered when a person decided.</summary>
/// <param name="Term">The term.</param>
/// <param name="Source">Its source.</param>
/// <param name="Score">0 to 1.</param>
/// <param name="Reasons">The codes of <see cref="AlignmentReasons"/>.</param>
public sealed record OfferedTerm(string Term, string Source, double Score, IReadOnlyList<string> Reasons);

/// <summary>What can be said about a literal.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReviewVerdict>))]
public enum ReviewVerdict
{
    /// <summary>It means these terms, in the relation that is given.</summary>
    Accept,

    /// <summary>It means none of these terms: they are not offered again, and what is found later is only proposed.</summary>
    NoneOfThese,

    /// <summary>It has no term, whatever is found later.</summary>
    NoTerm,

    /// <summary>Not now: it comes back last.</summary>
    Skip,

    /// <summary>An earlier event, or a batch of them, no longer counts.</summary>
    Undo,

    /// <summary>The node asks again, since something changed; what was decided, or what the machine linked, holds until a person answers.</summary>
    Reopen,
}

/// <summary>Why a literal that is decided or linked is asked again: stable codes.</summary>
public static class ReopenReasons
{
    /// <summary>The source has withdrawn the term.</summary>
    public const string TermDeprecated = "term-deprecated";

    /// <summary>The source does not have the term any more.</summary>
    public const string TermRemoved = "term-removed";

    /// <summary>The term was merged into another one.</summary>
    public const string TermMerged = "term-merged";

    /// <summary>The labels, notes or place of the term changed.</summary>
    public const string TermChanged = "term-changed";

    /// <summary>The reason in words of a language, <c>nl</c> or <c>en</c>.</summary>
    public static string Explain(string code, string language)
    {
        var dutch = string.Equals(language, "nl", StringComparison.OrdinalIgnoreCase);
        return code switch
        {
            TermDeprecated => dutch ? "de gekoppelde term is ingetrokken door de bron" : "the linked term was withdrawn by its source",
            TermRemoved => dutch ? "de gekoppelde term staat niet meer in de bron" : "the linked term is no longer in its source",
            TermMerged => dutch ? "de gekoppelde term is samengevoegd met een andere" : "the linked term was merged into another",
            TermChanged => dutch ? "de gekoppelde term is veranderd" : "the linked term has changed",
            _ => code,
        };
    }
}

/// <summary>How events are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ReviewEvent))]
internal sealed partial class ReviewJson : JsonSerializerContext;
