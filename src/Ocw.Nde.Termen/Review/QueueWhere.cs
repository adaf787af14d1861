using System.Text;

namespace Ocw.Nde.Termen.Review;

/// <summary>A filter as the condition of a query on items; values are parameters only.</summary>
/// <param name="Sql">The condition.</param>
/// <param name="Kinds">The part of it that kinds of items decide.</param>
/// <param name="IsTallied">Whether turn and kind decide it whole, so that items are counted already.</param>
/// <param name="Parameters">The values.</param>
internal sealed record QueueWhere(string Sql, string Kinds, bool IsTallied, IReadOnlyList<(string Name, object? Value)> Parameters)
{
    // Shorter words have no trigram.
    private const int ShortestIndexed = 3;

    public static QueueWhere Of(QueueFilter filter, IReadOnlyCollection<QueueTurn> turns)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var parameters = new List<(string, object?)>();
        var kinds = KindsOf(filter, parameters);
        // By their words few items are found: those are looked up, and the indexes in order of turn are not walked (a plus keeps a column out of the plan).
        var plus = filter.Text is { Length: >= ShortestIndexed } ? "+" : "";
        var sql = new StringBuilder(turns.Count == 0 ? "1" : $"{plus}turn IN ({string.Join(',', turns.Select(t => (int)t))})");
        if (filter.Institution is not null)
            sql.Append(" AND ").Append(plus).Append("institution = $institution");
        if (filter.Field is { Length: > 0 } || filter.Dataset is { Length: > 0 } || filter.Source is { Length: > 0 })
            sql.Append(" AND kind IN (SELECT id FROM kind WHERE ").Append(kinds).Append(')');
        if (!filter.WithoutCandidates && filter.Reason is not QueueReasons.NoCandidate)
            sql.Append(" AND (turn = 2 OR why IS NOT NULL OR kind IN (SELECT id FROM kind WHERE sources <> ''))");
        void Add(string condition, string name, object value)
        {
            sql.Append(" AND ").Append(condition);
            parameters.Add((name, value));
        }

        if (filter.Reason is { Length: > 0 } reason)
            Add($"(why = $reason OR (marks & {QueueMarks.Bit(reason)}) <> 0)", "$reason", reason);
        if (filter.MinimumScore > 0)
            Add("score >= $least", "$least", filter.MinimumScore);
        if (filter.BelowScore > 0)
            Add("score < $below", "$below", filter.BelowScore);
        if (filter.MinimumGap > 0)
            Add("gap >= $gap", "$gap", filter.MinimumGap);
        if (filter.Text is { Length: >= ShortestIndexed } text)
            Add("id IN (SELECT rowid FROM literals WHERE literals MATCH $text)", "$text", $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
        else if (filter.Text is { Length: > 0 } some)
            Add("instr(lower(literal), lower($text)) > 0", "$text", some);
        var isTallied = filter is { Reason: null or "", MinimumScore: <= 0, BelowScore: <= 0, MinimumGap: <= 0, Text: null or "" };
        return new QueueWhere(sql.ToString(), kinds, isTallied, parameters);
    }

    /// <summary>The condition on the counts of kinds that stands for the one on items.</summary>
    public static string TallyOf(QueueFilter filter, string kinds) =>
        filter.WithoutCandidates ? kinds : $"{kinds} AND (sources <> '' OR turn = 2 OR named)";

    private static string KindsOf(QueueFilter filter, List<(string, object?)> parameters)
    {
        var sql = new StringBuilder("1");
        void Add(string condition, string name, object value)
        {
            sql.Append(" AND ").Append(condition);
            parameters.Add((name, value));
        }

        if (filter.Institution is { } institution)
            Add("institution = $institution", "$institution", institution);
        if (filter.Field is { Length: > 0 } field)
            Add("field = $field COLLATE NOCASE", "$field", field);
        if (filter.Dataset is { Length: > 0 } dataset)
            Add("instr(datasets, $dataset) > 0", "$dataset", $"|{dataset}|");
        if (filter.Source is { Length: > 0 } source)
            Add("instr(sources, $source) > 0", "$source", $"|{source}|");
        return sql.ToString();
    }
}
