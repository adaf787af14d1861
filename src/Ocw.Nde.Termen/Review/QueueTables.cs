using Microsoft.Data.Sqlite;

namespace Ocw.Nde.Termen.Review;

/// <summary>The tables of the queue. Derived from the store, the index of terms and the log of decisions; made again when lost.</summary>
internal static class QueueTables
{
    /// <summary>Changes when the tables change: a queue of another version is thrown away.</summary>
    private const int Version = 1;

    private const string Schema =
        """
        CREATE TABLE channel(id INTEGER PRIMARY KEY, institution TEXT NOT NULL, dataset TEXT NOT NULL, channel TEXT NOT NULL, version TEXT NOT NULL, UNIQUE(dataset, channel));
        CREATE TABLE item(
          id INTEGER PRIMARY KEY, institution TEXT NOT NULL, field TEXT NOT NULL, words TEXT NOT NULL, language TEXT, literal TEXT NOT NULL,
          uses INTEGER NOT NULL DEFAULT 0, datasets TEXT NOT NULL DEFAULT '', sources TEXT NOT NULL DEFAULT '', reasons TEXT NOT NULL DEFAULT '',
          score REAL NOT NULL DEFAULT 0, gap REAL NOT NULL DEFAULT 0, turn INTEGER NOT NULL DEFAULT 0, why TEXT);
        CREATE INDEX item_turn ON item(institution, turn, uses DESC, id);
        CREATE INDEX item_all ON item(turn, uses DESC, id);
        CREATE INDEX item_subject ON item(institution, field COLLATE NOCASE, words);
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
        if (known == Version)
            return;
        Run(connection, "DROP TABLE IF EXISTS channel; DROP TABLE IF EXISTS item; DROP TABLE IF EXISTS use; DROP TABLE IF EXISTS candidate;" + Schema + FormattableString.Invariant($"PRAGMA user_version = {Version};"));
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
