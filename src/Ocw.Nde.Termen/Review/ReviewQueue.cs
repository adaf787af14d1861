using Microsoft.Data.Sqlite;
using Ocw.Nde.Termen.Alignment;

namespace Ocw.Nde.Termen.Review;

/// <summary>What people are asked: the literals that the machine would not decide, each once, most used first. Safe for concurrent use.</summary>
/// <remarks>A table on disk (docs/adr/0011), so that half a million questions cost no memory; what was decided stands in the <see cref="ReviewLog"/>, and only there.</remarks>
public sealed class ReviewQueue : IDisposable
{
    /// <summary>The furthest item that paging reaches.</summary>
    public const int MaxOffset = 100_000;

    private const string Columns = "id, institution, field, literal, language, uses, datasets, score, gap, turn, why, best";

    private readonly string _connectionString;
    private readonly SqliteConnection _writer;
    private readonly Lock _writing = new();
    private readonly TimeProvider _time;

    private ReviewQueue(string directory, ReviewLog log, TimeProvider time)
    {
        (Log, _time) = (log, time);
        var file = Path.Combine(Path.GetFullPath(directory), "queue.sqlite");
        _connectionString = new SqliteConnectionStringBuilder { DataSource = file, Pooling = true }.ToString();
        _writer = QueueTables.Open(file, _connectionString);
    }

    /// <summary>What was decided.</summary>
    public ReviewLog Log { get; }

    /// <summary>Opens the queue in a folder of its own; a damaged or older one is emptied, since it can be derived.</summary>
    public static ReviewQueue Open(string directory, ReviewLog log, TimeProvider? time = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        ArgumentNullException.ThrowIfNull(log);
        return new ReviewQueue(directory, log, time ?? TimeProvider.System);
    }

    /// <summary>The version of a channel that stands in the queue, or <see langword="null"/>.</summary>
    public string? VersionOf(string dataset, string channel)
    {
        lock (_writing)
        {
            using var command = _writer.Command("SELECT version FROM channel WHERE dataset = $d AND channel = $c", ("$d", dataset), ("$c", channel));
            return command.ExecuteScalar() as string;
        }
    }

    /// <summary>Replaces what a channel asks, in one step; readers see the old questions until it is done.</summary>
    public void Replace(QueueChannel channel, string version, IEnumerable<QueueEntry> entries, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(entries);
        lock (_writing)
            new QueueWriter(_writer, Log.Current).Replace(channel, version, entries, cancellation);
    }

    /// <summary>Adds questions to those of a channel; nothing happens for a channel that is not in the queue, since all of its questions come with it.</summary>
    public void Add(QueueChannel channel, IEnumerable<QueueEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        lock (_writing)
            new QueueWriter(_writer, Log.Current).Add(channel, entries);
    }

    /// <summary>Forgets a channel.</summary>
    public void Remove(string dataset, string channel)
    {
        lock (_writing)
            new QueueWriter(_writer, Log.Current).Remove(dataset, channel);
    }

    /// <summary>Empties the queue and gives its disk space back; nothing of the texts is left.</summary>
    public void Clear()
    {
        lock (_writing)
            _writer.Execute("DELETE FROM candidate; DELETE FROM use; DELETE FROM item; DELETE FROM channel; DELETE FROM kind; DELETE FROM tally; DELETE FROM literals; INSERT INTO literals(literals) VALUES ('optimize'); PRAGMA wal_checkpoint(TRUNCATE); VACUUM; PRAGMA wal_checkpoint(TRUNCATE);");
    }

    /// <summary>Keeps what people said, on disk when it returns, and takes it up in the queue.</summary>
    /// <returns>How many events were new.</returns>
    public int Decide(IReadOnlyCollection<ReviewEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        var before = Log.Current.TouchCount;
        var added = Log.Append(events);
        Settle(Log.Current.TouchedAfter(before));
        return added;
    }

    /// <summary>Takes up what holds for these literals: for what another process appended to the log.</summary>
    public void Settle(IReadOnlyCollection<ReviewSubject> subjects)
    {
        ArgumentNullException.ThrowIfNull(subjects);
        if (subjects.Count == 0)
            return;
        lock (_writing)
        {
            using var transaction = _writer.BeginTransaction();
            var writer = new QueueWriter(_writer, Log.Current);
            foreach (var subject in subjects)
                writer.Settle(subject);
            transaction.Commit();
        }
    }

    /// <summary>Asks again about literals that were decided, since something changed. What was decided holds until a person answers.</summary>
    /// <param name="subjects">The literals; those that nobody decided on are passed over.</param>
    /// <param name="reason">A code of <see cref="ReopenReasons"/>.</param>
    /// <param name="by">What asks: the name of the part of the program, with its occasion.</param>
    /// <returns>How many are asked again.</returns>
    public int Reopen(IEnumerable<ReviewSubject> subjects, string reason, string by)
    {
        ArgumentNullException.ThrowIfNull(subjects);
        ArgumentException.ThrowIfNullOrEmpty(reason);
        var (ledger, now) = (Log.Current, _time.GetUtcNow());
        var events = new List<ReviewEvent>();
        foreach (var subject in subjects.Distinct())
        {
            if (ledger.HistoryOf(subject).LastOrDefault(e => !e.IsUndone && e.Event.Verdict is not ReviewVerdict.Skip) is not { Event: { Verdict: not ReviewVerdict.Reopen } last })
                continue;
            events.Add(new ReviewEvent { Id = Guid.CreateVersion7(now).ToString("N"), At = now, By = by, Institution = subject.Institution, Field = last.Field, Literal = last.Literal, Verdict = ReviewVerdict.Reopen, Why = reason });
        }

        return Decide(events);
    }

    /// <summary>Asks again about all literals for which a person chose one of these terms.</summary>
    /// <returns>How many are asked again.</returns>
    public int ReopenUsesOf(IReadOnlySet<string> terms, string reason, string by) => Reopen(Log.Current.UsesOf(terms).Select(use => use.Subject), reason, by);

    /// <summary>A page of items in the order in which they are asked.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="turns">Which of them: open and skipped, or decided.</param>
    /// <param name="offset">How many to leave out, at most <see cref="MaxOffset"/>.</param>
    /// <param name="limit">How many.</param>
    public IReadOnlyList<QueueItem> Find(QueueFilter filter, IReadOnlyCollection<QueueTurn> turns, int offset, int limit)
    {
        var where = QueueWhere.Of(filter, turns);
        using var connection = OpenReader();
        using var command = connection.Command($"SELECT {Columns} FROM item WHERE {where.Sql} ORDER BY turn, uses DESC, id LIMIT $limit OFFSET $offset", [.. where.Parameters, ("$limit", limit), ("$offset", Math.Clamp(offset, 0, MaxOffset))]);
        return Read(command);
    }

    /// <summary>All open items, in order, read as they are enumerated.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="turns">Which of them.</param>
    /// <param name="withCandidates">Whether their candidates are read too.</param>
    public IEnumerable<QueueItem> All(QueueFilter filter, IReadOnlyCollection<QueueTurn> turns, bool withCandidates = true)
    {
        var where = QueueWhere.Of(filter, turns);
        using var connection = OpenReader();
        using var command = connection.Command($"SELECT {Columns} FROM item WHERE {where.Sql} ORDER BY turn, uses DESC, id", [.. where.Parameters]);
        using var reader = command.ExecuteReader();
        using var candidates = CandidatesCommand(connection);
        while (reader.Read())
        {
            var item = Item(reader);
            yield return withCandidates ? item with { Candidates = CandidatesOf(candidates, item.Id) } : item;
        }
    }

    /// <summary>The item that is asked next.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="after">The item that was asked before it; <see langword="null"/> for the first.</param>
    public QueueItem? Next(QueueFilter filter, QueueItem? after)
    {
        var where = QueueWhere.Of(filter, [QueueTurn.Open, QueueTurn.Skipped]);
        using var connection = OpenReader();
        var later = after is null ? "1" : "(turn > $t OR (turn = $t AND (uses < $u OR (uses = $u AND id > $id))))";
        using var command = connection.Command(
            $"SELECT {Columns} FROM item WHERE {where.Sql} AND {later} ORDER BY turn, uses DESC, id LIMIT 1",
            [.. where.Parameters, ("$t", (int)(after?.Turn is QueueTurn.Skipped ? QueueTurn.Skipped : QueueTurn.Open)), ("$u", after?.Uses), ("$id", after?.Id)]);
        return Read(command) is [var item] ? item with { Candidates = CandidatesOf(connection, item.Id) } : null;
    }

    /// <summary>One item with its candidates, or <see langword="null"/>.</summary>
    public QueueItem? Find(long id)
    {
        using var connection = OpenReader();
        using var command = connection.Command($"SELECT {Columns} FROM item WHERE id = $id", ("$id", id));
        return Read(command) is [var item] ? item with { Candidates = CandidatesOf(connection, id) } : null;
    }

    /// <summary>The items of a literal: one for each language.</summary>
    public IReadOnlyList<QueueItem> ItemsOf(ReviewSubject subject)
    {
        using var connection = OpenReader();
        using var command = connection.Command(
            $"SELECT {Columns} FROM item WHERE institution = $i AND field = $f COLLATE NOCASE AND words = $w ORDER BY uses DESC, id", ("$i", subject.Institution), ("$f", subject.Field), ("$w", subject.Words));
        return Read(command);
    }

    /// <summary>The nodes that bear the words of an item: dataset, channel and node, most used first.</summary>
    public IReadOnlyList<(string Dataset, string Channel, string Node, int Records)> NodesOf(ReviewSubject subject, int limit = int.MaxValue)
    {
        using var connection = OpenReader();
        using var command = connection.Command(
            """
            SELECT c.dataset, c.channel, u.node, u.records FROM item i JOIN use u ON u.item = i.id JOIN channel c ON c.id = u.channel
            WHERE i.institution = $i AND i.field = $f COLLATE NOCASE AND i.words = $w ORDER BY u.records DESC, u.node LIMIT $n
            """,
            ("$i", subject.Institution), ("$f", subject.Field), ("$w", subject.Words), ("$n", limit));
        using var reader = command.ExecuteReader();
        var nodes = new List<(string, string, string, int)>();
        while (reader.Read())
            nodes.Add((reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetInt32(3)));
        return nodes;
    }

    /// <summary>How far one is.</summary>
    public QueueProgress Progress(QueueFilter filter)
    {
        var where = QueueWhere.Of(filter, []);
        using var connection = OpenReader();
        var sql = where.IsTallied
            ? $"SELECT turn, sum(n) FROM tally JOIN kind ON kind.id = tally.kind WHERE {QueueWhere.TallyOf(filter, where.Kinds)} GROUP BY turn"
            : $"SELECT turn, count(*) FROM item WHERE {where.Sql} GROUP BY turn";
        using var command = connection.Command(sql, [.. where.Parameters]);
        using var reader = command.ExecuteReader();
        var counts = new long[3];
        while (reader.Read())
            counts[reader.GetInt32(0)] = reader.GetInt64(1);
        return new QueueProgress(counts[0], counts[1], counts[2]);
    }

    /// <summary>The values of a column that filters can name: <c>field</c>, <c>dataset</c> or <c>source</c>.</summary>
    public IReadOnlyList<string> ValuesOf(string column, string? institution)
    {
        var sql = column switch
        {
            "field" => "SELECT DISTINCT field FROM kind WHERE $i IS NULL OR institution = $i",
            "dataset" => "SELECT DISTINCT dataset FROM channel WHERE $i IS NULL OR institution = $i",
            "source" => "SELECT DISTINCT sources FROM kind WHERE $i IS NULL OR institution = $i",
            _ => throw new ArgumentException($"There is no filter {column}.", nameof(column)),
        };
        using var connection = OpenReader();
        using var command = connection.Command(sql, ("$i", institution));
        using var reader = command.ExecuteReader();
        var values = new SortedSet<string>(StringComparer.Ordinal);
        while (reader.Read())
            values.UnionWith(QueueWriter.Split(reader.GetString(0)));
        return [.. values];
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    private SqliteConnection OpenReader()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        return connection;
    }

    private static List<QueueItem> Read(SqliteCommand command)
    {
        using var reader = command.ExecuteReader();
        var items = new List<QueueItem>();
        while (reader.Read())
            items.Add(Item(reader));
        return items;
    }

    private static QueueItem Item(SqliteDataReader reader) => new()
    {
        Id = reader.GetInt64(0),
        Institution = reader.GetString(1),
        Field = reader.GetString(2),
        Literal = reader.GetString(3),
        Language = reader.IsDBNull(4) ? null : reader.GetString(4),
        Uses = reader.GetInt32(5),
        Datasets = QueueWriter.Split(reader.GetString(6)),
        Score = reader.GetDouble(7),
        Gap = reader.GetDouble(8),
        Turn = (QueueTurn)reader.GetInt32(9),
        Why = reader.IsDBNull(10) ? null : reader.GetString(10),
        Best = reader.IsDBNull(11) ? null : reader.GetString(11),
    };

    // The same term may be offered in several datasets; the best counts.
    private static List<QueueCandidate> CandidatesOf(SqliteConnection connection, long id)
    {
        using var command = CandidatesCommand(connection);
        return CandidatesOf(command, id);
    }

    private static SqliteCommand CandidatesCommand(SqliteConnection connection) =>
        connection.Prepared("SELECT term, source, label, max(score), relation, reasons FROM candidate WHERE item = $id GROUP BY term ORDER BY max(score) DESC, term", "$id");

    private static List<QueueCandidate> CandidatesOf(SqliteCommand command, long id)
    {
        command.Parameters[0].Value = id;
        using var reader = command.ExecuteReader();
        var candidates = new List<QueueCandidate>();
        while (reader.Read())
            candidates.Add(new QueueCandidate(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetDouble(3), (AlignmentRelation)reader.GetInt32(4), QueueWriter.Split(reader.GetString(5))));
        return candidates;
    }
}
