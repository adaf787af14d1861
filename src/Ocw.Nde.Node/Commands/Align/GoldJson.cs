using System.Text.Json.Serialization;
using Ocw.Nde.Termen.Alignment.Gold;

namespace Ocw.Nde.Node.Commands.Align;

/// <summary>A report as <c>--json</c> prints it.</summary>
internal sealed record GoldJson
{
    public required string Set { get; init; }

    public required int Queries { get; init; }

    public required int Positives { get; init; }

    public required double Precision { get; init; }

    public required double Recall { get; init; }

    public required double F1 { get; init; }

    public required double Threshold { get; init; }

    public required GoldNil Nil { get; init; }

    public required GoldFigures Answered { get; init; }

    public required GoldFigures Published { get; init; }

    public required IReadOnlyList<GoldFigures> PublishedAt { get; init; }

    public required int Reachable { get; init; }

    public required int AmongFive { get; init; }

    public required IReadOnlyDictionary<string, GoldFigures> Groups { get; init; }

    public required IReadOnlyList<GoldFigures> Curve { get; init; }

    public static GoldJson Of(GoldReport report) => new()
    {
        Set = report.Set,
        Queries = report.Queries,
        Positives = report.Positives,
        Precision = report.Answered.Precision,
        Recall = report.Answered.Recall,
        F1 = report.Answered.F1,
        Threshold = report.Answered.Threshold,
        Nil = new GoldNil(report.Answered.Nil, report.Answered.NilAnswered, report.Published.NilAnswered),
        Answered = report.Answered,
        Published = report.Published,
        PublishedAt = report.PublishedAt,
        Reachable = report.Reachable,
        AmongFive = report.AmongFive,
        Groups = report.Groups,
        Curve = report.Curve,
    };
}

/// <summary>The strings without a right term.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Answered">How many were answered all the same.</param>
/// <param name="Published">How many would be linked without a person's word.</param>
internal sealed record GoldNil(int Count, int Answered, int Published);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(GoldJson))]
internal sealed partial class GoldJsonContext : JsonSerializerContext;
