using System.Globalization;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Store.History;

namespace Ocw.Nde.Node.Settings;

/// <summary>Reads how long older versions stay: <c>all</c>, <c>last 10</c>, <c>30 days</c>, <c>24 months</c> or <c>5 years</c>.</summary>
internal static class HistorySettings
{
    private const double DaysOfMonth = 365.25 / 12;

    /// <summary>The graphs of a channel that its own setting is for: what people publish, open and closed.</summary>
    private static readonly GraphKind[] Kinds = [GraphKind.Content, GraphKind.Closed, GraphKind.Links, GraphKind.ClosedLinks, GraphKind.Missing, GraphKind.ClosedMissing];

    /// <summary>Reads the key <c>history</c>; <see langword="null"/> when it is absent or wrong.</summary>
    public static RetentionRule? Read(YamlMap map)
    {
        if (map.Text("history") is not { } text)
            return null;
        if (Parse(text) is { } rule)
            return rule;
        map.Error("history", $"all, last 10, 30 days, 24 months of 5 years verwacht, niet «{text}»", $"all, last 10, 30 days, 24 months or 5 years is expected, not «{text}»");
        return null;
    }

    /// <summary>Reads the text of the setting; <see langword="null"/> when it is none of these.</summary>
    public static RetentionRule? Parse(string text) => text.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) switch
    {
        ["all"] => RetentionRule.All,
        ["last", var n] when Count(n) is { } versions => RetentionRule.Last(versions),
        [var n, "day" or "days"] when Count(n) is { } days => RetentionRule.For(TimeSpan.FromDays(days)),
        [var n, "month" or "months"] when Count(n) is { } months => RetentionRule.For(TimeSpan.FromDays(months * DaysOfMonth)),
        [var n, "year" or "years"] when Count(n) is { } years => RetentionRule.For(TimeSpan.FromDays(years * 365.25)),
        _ => null,
    };

    /// <summary>What the settings of the node and of its sources say together.</summary>
    public static RetentionPolicy PolicyOf(NodeSettings settings, IEnumerable<SourceSettings> sources)
    {
        var iris = new NodeIris(settings.BaseIri);
        var graphs = new Dictionary<string, RetentionRule>(StringComparer.Ordinal);
        foreach (var source in sources.Where(source => source.History is not null))
        {
            foreach (var kind in Kinds)
                graphs[iris.Graph(source.Dataset, source.Channel, kind)] = source.History!;
        }

        return new RetentionPolicy(settings.History) { Graphs = graphs };
    }

    private static int? Count(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n is > 0 and <= 10_000 ? n : null;
}
