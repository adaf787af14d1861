using System.Text.Json.Serialization;

namespace Ocw.Nde.Node.Operations;

/// <summary>What a run found in its records, too long for the list of runs: field by field, with records to look at. Internal: it is never served to the public.</summary>
internal sealed record RunReport
{
    /// <summary>The run.</summary>
    public required string Run { get; init; }

    /// <summary>The source.</summary>
    public required string Source { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset Made { get; init; }

    /// <summary>What the mapping did with each source field.</summary>
    public IReadOnlyList<FieldFigure> Fields { get; init; } = [];

    /// <summary>What the shared profile says of the records; <see langword="null"/> for terms.</summary>
    public ValidationFigures? Validation { get; init; }

    /// <summary>How good the public records are; <see langword="null"/> for terms, and when there are none.</summary>
    public QualityFigures? Quality { get; init; }

    /// <summary>What came of asking for a sample of the images; <see langword="null"/> when none was asked for.</summary>
    public MediaFigures? Media { get; init; }
}

/// <summary>A source field over all records of a run.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Fate">What the mapping does with it.</param>
/// <param name="Records">In how many records it has a value.</param>
/// <param name="Examples">Some of those records, public ones only.</param>
/// <param name="Value">The value of the first of them, shortened; never of a denied field.</param>
internal sealed record FieldFigure(string Path, FieldFate Fate, long Records, IReadOnlyList<string> Examples, string? Value);

/// <summary>What becomes of a source field. In order of how much a person should look at it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FieldFate>))]
internal enum FieldFate
{
    /// <summary>A rule, query or access rule reads it.</summary>
    Used,

    /// <summary>The profile leaves it out on purpose.</summary>
    LeftOut,

    /// <summary>It is internal, and was never read.</summary>
    Denied,

    /// <summary>Nothing reads it.</summary>
    Unread,
}

/// <summary>How many different source fields had a value, by what became of them.</summary>
/// <param name="Used">Read by something.</param>
/// <param name="LeftOut">Left out on purpose.</param>
/// <param name="Unread">Read by nothing.</param>
/// <param name="Denied">Internal.</param>
internal sealed record FieldCount(int Used, int LeftOut, int Unread, int Denied)
{
    /// <summary>Counts them.</summary>
    public static FieldCount Of(IReadOnlyList<FieldFigure> fields) => new(
        fields.Count(f => f.Fate == FieldFate.Used), fields.Count(f => f.Fate == FieldFate.LeftOut), fields.Count(f => f.Fate == FieldFate.Unread), fields.Count(f => f.Fate == FieldFate.Denied));
}

/// <summary>How reports of runs are written as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RunReport))]
[JsonSerializable(typeof(ShownRun))]
internal sealed partial class RunReportJson : JsonSerializerContext;

/// <summary>A run with its report, as <c>runs show --json</c> gives it.</summary>
/// <param name="Run">The run.</param>
/// <param name="Report">Its report, if it still is there.</param>
internal sealed record ShownRun(RunRecord Run, RunReport? Report);
