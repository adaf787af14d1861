using System.Collections.Frozen;
using Ocw.Nde.Termen.Alignment.Scoring;
using Ocw.Nde.Termen.Catalog;

namespace Ocw.Nde.Termen.Alignment;

/// <summary>What is aligned with which sources, and how much is proposed.</summary>
public sealed record AlignmentOptions
{
    private static readonly FrozenDictionary<string, TermGenres> s_genresByField = new Dictionary<string, TermGenres>(StringComparer.OrdinalIgnoreCase)
    {
        ["creator"] = TermGenres.Agent,
        ["contributor"] = TermGenres.Agent,
        ["publisher"] = TermGenres.Agent,
        ["author"] = TermGenres.Agent,
        ["maker"] = TermGenres.Agent,
        ["person"] = TermGenres.Agent,
        ["place"] = TermGenres.Place,
        ["locationCreated"] = TermGenres.Place,
        ["contentLocation"] = TermGenres.Place,
        ["spatial"] = TermGenres.Place,
        ["spatialCoverage"] = TermGenres.Place,
        ["material"] = TermGenres.Material,
        ["artMedium"] = TermGenres.Material,
        ["technique"] = TermGenres.Technique | TermGenres.Material,
        ["type"] = TermGenres.ObjectType,
        ["additionalType"] = TermGenres.ObjectType,
        ["artform"] = TermGenres.ObjectType,
        ["period"] = TermGenres.Period | TermGenres.Culture | TermGenres.Event,
        ["temporal"] = TermGenres.Period | TermGenres.Culture | TermGenres.Event,
        ["culture"] = TermGenres.Culture | TermGenres.Period,
        ["concept"] = ~(TermGenres.Agent | TermGenres.Place),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The rule of each field; values of fields that are not named here are not aligned.</summary>
    public required IReadOnlyDictionary<string, FieldRule> Fields { get; init; }

    /// <summary>What people decided; it wins over computation.</summary>
    public AlignmentDecisions Decisions { get; init; } = AlignmentDecisions.None;

    /// <summary>The most proposals for one value. Default 5; 0 makes none.</summary>
    public int MaxProposals { get; init; } = 5;

    /// <summary>Candidates that score less are not proposed, unless they bear the value's own name and nothing contradicts them. Default 0.1.</summary>
    public double MinimumProposalScore { get; init; } = 0.1;

    /// <summary>How many cores align at once. Default all of the machine; 1 aligns on the caller's thread only.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>The learned weights.</summary>
    internal AlignmentModel Model { get; init; } = AlignmentModel.BuiltIn;

    /// <summary>Rules from field names and the ids of their sources in order of preference; the kinds of thing follow from well-known field names.</summary>
    public static AlignmentOptions For(IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> sourcesByField) => new()
    {
        Fields = sourcesByField.ToDictionary(pair => pair.Key, pair => new FieldRule { Sources = pair.Value, Genres = GenresOfField(pair.Key) }, StringComparer.OrdinalIgnoreCase),
    };

    /// <summary>What values of a well-known field stand for; none for fields that hold anything (about, subject) and for unknown ones.</summary>
    public static TermGenres GenresOfField(string field) => s_genresByField.GetValueOrDefault(field);
}

/// <summary>How the values of one field are aligned.</summary>
public sealed record FieldRule
{
    /// <summary>The ids of the sources, in order of preference. The first one that holds the label decides.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>What the values stand for; terms of other genres contradict. None: anything.</summary>
    public TermGenres Genres { get; init; }

    /// <summary>Whether each source is aligned by itself, so that a value may be linked to one term in each.</summary>
    public bool EverySource { get; init; }

    /// <summary>The score from which a link is published without a person's word; <see langword="null"/>: the threshold of the model for this kind of thing.</summary>
    public double? PublishAt { get; init; }
}
