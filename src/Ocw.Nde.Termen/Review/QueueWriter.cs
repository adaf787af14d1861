using Microsoft.Data.Sqlite;

namespace Ocw.Nde.Termen.Review;

/// <summary>Writes the values of one channel into the queue: 1 what it had goes, 2 what it has comes, 3 the items that were touched are summed up anew, 4 what people decided is applied.</summary>
internal sealed class QueueWriter(SqliteConnection connection, ReviewLedger ledger)
{
    private const char Mark = '|';

    /// <summary>Replaces the values of a channel, in one transaction.</summary>
    public void Replace(QueueChannel channel, string version, IEnumerable<QueueEntry> entries, CancellationToken cancellation)
    {
        using var transaction = connection.BeginTransaction();
        connection.Execute("CREATE TEMP TABLE IF NOT EXISTS touched(item INTEGER PRIMARY KEY); DELETE FROM touched");
        var id = Clear(channel, version);
        Insert(id, channel.Institution, entries, cancellation);
        Summarize();
        foreach (var subject in ledger.Subjects.Where(s => string.Equals(s.Institution, channel.Institution, StringComparison.Ordinal)))
            Settle(subject);
        Tally();
        transaction.Commit();
    }

    /// <summary>Adds values to those of a channel that is in the queue.</summary>
    public void Add(QueueChannel channel, IEnumerable<QueueEntry> entries)
    {
        using var transaction = connection.BeginTransaction();
        using var find = connection.Command("SELECT id FROM channel WHERE dataset = $d AND channel = $c", ("$d", channel.Dataset), ("$c", channel.Channel));
        if (find.ExecuteScalar() is not long id)
            return;
        connection.Execute("CREATE TEMP TABLE IF NOT EXISTS touched(item INTEGER PRIMARY KEY); DELETE FROM touched");
        var subjects = new HashSet<ReviewSubject>();
        Insert(id, channel.Institution, entries.Select(entry =>
        {
            subjects.Add(ReviewSubject.Of(channel.Institution, entry.Field, entry.Literal));
            return entry;
        }), CancellationToken.None);
        Summarize();
        Tally();
        foreach (var subject in subjects)
            Settle(subject);
        transaction.Commit();
    }

    /// <summary>Forgets a channel.</summary>
    public void Remove(string dataset, string channel)
    {
        using var transaction = connection.BeginTransaction();
        connection.Execute("CREATE TEMP TABLE IF NOT EXISTS touched(item INTEGER PRIMARY KEY); DELETE FROM touched");
        Forget(dataset, channel);
        Summarize();
        Tally();
        transaction.Commit();
    }

    /// <summary>Applies what holds for a literal to its items.</summary>
    public void Settle(ReviewSubject subject)
    {
        var items = new List<(long Id, string? Language, string[] Datasets, long Kind, long Turn, string? Why)>();
        using (var find = connection.Command("SELECT id, language, datasets, kind, turn, why FROM item WHERE institution = $i AND field = $f COLLATE NOCASE AND words = $w", ("$i", subject.Institution), ("$f", subject.Field), ("$w", subject.Words)))
        using (var reader = find.ExecuteReader())
        {
            while (reader.Read())
                items.Add((reader.GetInt64(0), reader.IsDBNull(1) ? null : reader.GetString(1), Split(reader.GetString(2)), reader.GetInt64(3), reader.GetInt64(4), reader.IsDBNull(5) ? null : reader.GetString(5)));
        }

        foreach (var item in items)
        {
            var (turn, why) = TurnOf(item.Id, [.. item.Datasets.Select(d => ledger.StateOf(subject, d, item.Language))]);
            if ((long)turn == item.Turn && why == item.Why)
                continue;
            connection.Execute("UPDATE item SET turn = $t, why = $y WHERE id = $id", ("$t", (int)turn), ("$y", why), ("$id", item.Id));
            Count(item.Kind, item.Turn, item.Why, -1);
            Count(item.Kind, (long)turn, why, 1);
        }
    }

    private void Count(long kind, long turn, string? why, int by) => connection.Execute(
        "INSERT INTO tally VALUES ($k, $t, $w, $n) ON CONFLICT DO UPDATE SET n = n + excluded.n",
        ("$k", kind), ("$t", turn), ("$w", why is null ? 0 : 1), ("$n", by));

    private void Tally() => connection.Execute(
        "DELETE FROM tally; INSERT INTO tally SELECT kind, turn, why IS NOT NULL, count(*) FROM item GROUP BY 1, 2, 3; DELETE FROM kind WHERE NOT EXISTS (SELECT 1 FROM tally WHERE tally.kind = kind.id)");

    internal static string[] Split(string marked) => marked.Split(Mark, StringSplitOptions.RemoveEmptyEntries);

    private (QueueTurn Turn, string? Why) TurnOf(long id, IReadOnlyList<ReviewState> states)
    {
        if (states.FirstOrDefault(s => s.Reopened is not null) is { } reopened)
            return (reopened.IsSkipped ? QueueTurn.Skipped : QueueTurn.Open, reopened.Reopened);
        if (states.FirstOrDefault(s => s.Outcome == ReviewOutcome.NoneOfThese) is { } none && HasOther(id, none))
            return (none.IsSkipped ? QueueTurn.Skipped : QueueTurn.Open, QueueReasons.NewCandidate);
        if (states.Any(s => s.IsOpen))
            return (states.Any(s => s.IsSkipped) ? QueueTurn.Skipped : QueueTurn.Open, null);
        return (QueueTurn.Decided, null);
    }

    private bool HasOther(long id, ReviewState none)
    {
        using var command = connection.Command("SELECT DISTINCT term FROM candidate WHERE item = $id", ("$id", id));
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            if (!none.Rejected.Contains(reader.GetString(0)))
                return true;
        }

        return false;
    }

    private long Clear(QueueChannel channel, string version)
    {
        Forget(channel.Dataset, channel.Channel);
        using var insert = connection.Command(
            "INSERT INTO channel(institution, dataset, channel, version) VALUES ($i, $d, $c, $v); SELECT last_insert_rowid()",
            ("$i", channel.Institution), ("$d", channel.Dataset), ("$c", channel.Channel), ("$v", version));
        return (long)insert.ExecuteScalar()!;
    }

    private void Forget(string dataset, string channel)
    {
        using var find = connection.Command("SELECT id FROM channel WHERE dataset = $d AND channel = $c", ("$d", dataset), ("$c", channel));
        if (find.ExecuteScalar() is not long id)
            return;
        connection.Execute("INSERT OR IGNORE INTO touched SELECT DISTINCT item FROM use WHERE channel = $c", ("$c", id));
        connection.Execute("DELETE FROM use WHERE channel = $c; DELETE FROM candidate WHERE channel = $c; DELETE FROM channel WHERE id = $c", ("$c", id));
    }

    private void Insert(long channel, string institution, IEnumerable<QueueEntry> entries, CancellationToken cancellation)
    {
        using var item = connection.Prepared("INSERT OR IGNORE INTO item(id, institution, field, words, language, literal) VALUES ($id, $i, $f, $w, $l, $t)", "$id", "$i", "$f", "$w", "$l", "$t");
        using var use = connection.Prepared("INSERT INTO use(item, channel, node, records) VALUES ($id, $c, $n, $r) ON CONFLICT DO UPDATE SET records = max(records, excluded.records)", "$id", "$c", "$n", "$r");
        using var touched = connection.Prepared("INSERT OR IGNORE INTO touched VALUES ($id)", "$id");
        using var candidate = connection.Prepared(
            "INSERT INTO candidate VALUES ($id, $c, $t, $s, $l, $score, $rel, $why) ON CONFLICT DO UPDATE SET score = max(score, excluded.score), reasons = iif(excluded.score > score, excluded.reasons, reasons)",
            "$id", "$c", "$t", "$s", "$l", "$score", "$rel", "$why");
        foreach (var entry in entries)
        {
            cancellation.ThrowIfCancellationRequested();
            var id = LiteralKey.NumberOf(institution, entry.Field, entry.Literal, entry.Language);
            item.Run(id, institution, entry.Field, LiteralKey.OfWords(entry.Literal), entry.Language, entry.Literal);
            use.Run(id, channel, entry.Node, entry.Records);
            touched.Run(id);
            foreach (var one in entry.Candidates)
                candidate.Run(id, channel, one.Term, one.Source, one.Label, one.Score, (int)one.Relation, string.Join(Mark, one.Reasons.Select(r => r.Replace(Mark, '/'))));
        }
    }

    private void Summarize()
    {
        connection.Execute(
            """
            CREATE TEMP TABLE IF NOT EXISTS gone(item INTEGER PRIMARY KEY); DELETE FROM gone;
            INSERT INTO gone SELECT item FROM touched WHERE NOT EXISTS (SELECT 1 FROM use WHERE use.item = touched.item);
            DELETE FROM literals WHERE rowid IN (SELECT item FROM gone);
            DELETE FROM item WHERE id IN (SELECT item FROM gone);
            """);
        connection.CreateFunction<string?, long>("marks_of", QueueMarks.Of, isDeterministic: true);
        connection.Execute(
            """
            UPDATE item SET
              turn = 0, why = NULL,
              uses = (SELECT sum(records) FROM use WHERE use.item = item.id),
              datasets = (SELECT '|' || group_concat(DISTINCT channel.dataset || '|') FROM use JOIN channel ON channel.id = use.channel WHERE use.item = item.id),
              (sources, marks, score) = (SELECT coalesce('|' || group_concat(DISTINCT source || '|'), ''), marks_of(group_concat(reasons, '|')), coalesce(max(score), 0) FROM candidate WHERE candidate.item = item.id),
              best = (SELECT term FROM candidate WHERE candidate.item = item.id ORDER BY score DESC, term LIMIT 1),
              gap = (SELECT coalesce(max(best), 0) - coalesce(min(best) FILTER (WHERE place = 2), 0) FROM (SELECT max(score) best, row_number() OVER (ORDER BY max(score) DESC) place FROM candidate WHERE candidate.item = item.id GROUP BY term))
            WHERE id IN (SELECT item FROM touched)
            """);
        // group_concat sets its own comma between parts that end in a mark already.
        connection.Execute("UPDATE item SET datasets = replace(datasets, '|,', '|'), sources = replace(sources, '|,', '|') WHERE id IN (SELECT item FROM touched) AND (datasets LIKE '%|,%' OR sources LIKE '%|,%')");
        connection.Execute(
            """
            INSERT INTO literals(rowid, literal) SELECT id, literal FROM item WHERE kind = 0;
            INSERT OR IGNORE INTO kind(institution, field, datasets, sources) SELECT DISTINCT institution, field, datasets, sources FROM item WHERE id IN (SELECT item FROM touched);
            UPDATE item SET kind = (SELECT k.id FROM kind k WHERE k.institution = item.institution AND k.field = item.field AND k.datasets = item.datasets AND k.sources = item.sources) WHERE id IN (SELECT item FROM touched);
            """);
    }
}
