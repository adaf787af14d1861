using System.Text;

namespace Ocw.Nde.Termen.Review;

/// <summary>A filter as the condition of a query; values are parameters only.</summary>
internal sealed record QueueWhere(string Sql, IReadOnlyList<(string Name, object? Value)> Parameters)
{
    public static QueueWhere Of(QueueFilter filter, IReadOnlyCollection<QueueTurn> turns)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var sql = new StringBuilder(turns.Count == 0 ? "1" : $"turn IN ({string.Join(',', turns.Select(t => (int)t))})");
        var parameters = new List<(string, object?)>();
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
        if (filter.Reason is { Length: > 0 } reason)
            Add("(why = $reason OR instr(reasons, '|' || $reason || '|') > 0 OR instr(reasons, '|' || $reason || '=') > 0)", "$reason", reason);
        if (filter.MinimumScore > 0)
            Add("score >= $least", "$least", filter.MinimumScore);
        if (filter.BelowScore > 0)
            Add("score < $below", "$below", filter.BelowScore);
        if (filter.Text is { Length: > 0 } text)
            Add("instr(lower(literal), lower($text)) > 0", "$text", text);
        if (!filter.WithoutCandidates && filter.Reason is not QueueReasons.NoCandidate)
            sql.Append(" AND (sources <> '' OR turn = 2 OR why IS NOT NULL)");
        return new QueueWhere(sql.ToString(), parameters);
    }
}
