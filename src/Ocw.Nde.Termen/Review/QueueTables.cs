using Microsoft.Data.Sqlite;

namespace Ocw.Nde.Termen.Review;

/// <summary>The tables of the queue. Derived from the store, the index of terms and the log of decisions; made again when lost.</summary>
/// <remarks>
/// What filters name beside score and reason is a <c>kind</c>: field, datasets and sources together, of which there are few. <c>tally</c> counts the items of each, so that progress
/// is no scan; the two indexes on turn hold all that a filter looks at, so that a filter that fits little reads narrow rows only.
/// </remarks>
internal static class QueueTables
{
    /// <summary>Changes when the tables change: a queue of another version is thrown away. So is one with other marks for reasons.</summary>
    private static readonly int s_version = (2 << 16) | QueueMarks.Signature;

    private const string Schema =
        """
        CREATE TABLE channel(id INTEGER PRIMARY KEY, institution TEXT NOT NULL, dataset TEXT NOT NULL, channel TEXT NOT NULL, version TEXT NOT NULL, UNIQUE(dataset, channel));
        CREATE TABLE item(
          id INTEGER PRIMARY KEY, institution TEXT NOT NULL, field TEXT NOT NULL, words TEXT NOT NULL, language TEXT, literal TEXT NOT NULL,
          uses INTEGER NOT NULL DEFAULT 0, datasets TEXT NOT NULL DEFAULT '', sources TEXT NOT NULL DEFAULT '', kind INTEGER NOT NULL DEFAULT 0, marks INTEGER NOT NULL DEFAULT 0,
          score REAL NOT NULL DEFAULT 0, gap REAL NOT NULL DEFAULT 0, turn INTEGER NOT NULL DEFAULT 0, why TEXT, best TEXT);
        CREATE INDEX item_turn ON item(institution, turn, uses DESC, id, kind, marks, score, gap, why);
        CREATE INDEX item_all ON item(turn, uses DESC, id, kind, marks, score, gap, why);
        CREATE INDEX item_subject ON item(institution, field COLLATE NOCASE, words);
        CREATE TABLE kind(id INTEGER PRIMARY KEY, institution TEXT NOT NULL, field TEXT NOT NULL, datasets TEXT NOT NULL, sources TEXT NOT NULL, UNIQUE(institution, field, datasets, sources));
        CREATE TABLE tally(kind INTEGER NOT NULL, turn INTEGER NOT NULL, named INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY(kind, turn, named)) WITHOUT ROWID;
        CREATE VIRTUAL TABLE literals USING fts5(literal, tokenize = 'trigram');
        CREATE TABLE use(item INTEGER NOT NULL, channel INTEGER NOT NULL, node TEXT NOT NULL, records INTEGER NOT NULL, PRIMARY KEY(item, channel, node)) WITHOUT ROWID;
        CREATE INDEX use_channel ON use(channel);
        CREATE TABLE candidate(
          item INTEGER NOT NULL, channel INTEGER NOT NULL, term TEXT NOT NULL, source TEXT NOT NULL, label TEXT NOT NULL, score REAL NOT NULL, relation INTEGER NOT NULL, reasons TEXT NOT NULL,
          PRIMARY KEY(item, channel, term)) WITHOUT ROWID;
        CREATE INDEX candidate_channel ON candidate(channel);
        """;

    /// <summary>Opens the tables of a file; an unreadable or older one is replaced by empty ones.</summary>
    public static SqliteConnection Open(string file, string connectionString)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var connection = new SqliteConnection(connectionString);
        try
        {
            Prepare(connection);
            return connection;
        }
        catch (SqliteException)
        {
            connection.Dispose();
            SqliteConnection.ClearAllPools();
            foreach (var part in (ReadOnlySpan<string>)["", "-wal", "-shm"])
                File.Delete(file + part);
            connection = new SqliteConnection(connectionString);
            Prepare(connection);
            return connection;
        }
    }

    private static void Prepare(SqliteConnection connection)
    {
        connection.Open();
        Run(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;");
        using var version = connection.CreateCommand();
        version.CommandText = "PRAGMA user_version";
        var known = Convert.ToInt32(version.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
        if (known == s_version)
            return;
        Run(connection, "DROP TABLE IF EXISTS channel; DROP TABLE IF EXISTS item; DROP TABLE IF EXISTS use; DROP TABLE IF EXISTS candidate; DROP TABLE IF EXISTS kind; DROP TABLE IF EXISTS tally; DROP TABLE IF EXISTS literals;" + Schema + FormattableString.Invariant($"PRAGMA user_version = {s_version};"));
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
