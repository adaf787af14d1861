using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Ocw.Nde.Node.Localization;

namespace Ocw.Nde.Node.Features.Search;

/// <summary>The text index behind the search box: names, codes and descriptions of what is public. Derived from the store, rebuilt when lost.</summary>
internal sealed class SearchIndex : IDisposable
{
    /// <summary>Changes when the tables change: an index of another version is thrown away and built anew.</summary>
    private const int SchemaVersion = 2;

    private const string InsertEntry = "INSERT INTO entry(iri, graph, class, title_nl, title_en) VALUES ($iri, $g, $class, $nl, $en); SELECT last_insert_rowid()";
    private const string InsertText = "INSERT INTO entry_text(rowid, title, other, code, body) VALUES ($id, $title, $other, $code, $body)";

    private readonly string _connectionString;
    private readonly SqliteConnection _writer;
    private readonly Lock _writing = new();

    private SearchIndex(string file)
    {
        _connectionString = new SqliteConnectionStringBuilder { DataSource = file, Pooling = true }.ToString();
        _writer = new SqliteConnection(_connectionString);
    }

    /// <summary>Opens the index in a folder; an unreadable or older one is replaced by an empty one, since all of it can be derived.</summary>
    public static SearchIndex Open(string directory)
    {
        Directory.CreateDirectory(directory);
        var file = Path.Combine(directory, "search.sqlite");
        var index = new SearchIndex(file);
        try
        {
            index.Prepare();
            return index;
        }
        catch (SqliteException)
        {
            index.Dispose();
            SqliteConnection.ClearAllPools();
            foreach (var part in (ReadOnlySpan<string>)["", "-wal", "-shm"])
                File.Delete(file + part);
            index = new SearchIndex(file);
            index.Prepare();
            return index;
        }
    }

    /// <summary>The version of a graph that is indexed, or <see langword="null"/>.</summary>
    public string? VersionOf(string graph)
    {
        lock (_writing)
        {
            using var command = Command(_writer, "SELECT version FROM graph WHERE name = $g", ("$g", graph));
            return command.ExecuteScalar() as string;
        }
    }

    /// <summary>The graphs that are indexed.</summary>
    public IReadOnlyList<string> Graphs()
    {
        lock (_writing)
        {
            using var command = Command(_writer, "SELECT name FROM graph");
            using var reader = command.ExecuteReader();
            var graphs = new List<string>();
            while (reader.Read())
                graphs.Add(reader.GetString(0));
            return graphs;
        }
    }

    /// <summary>Replaces all entries of a graph in one step; readers see the old ones until it is done.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="version">The version that the entries come from, or <see langword="null"/> to forget the graph.</param>
    /// <param name="entries">The entries.</param>
    public void Replace(string graph, string? version, IEnumerable<SearchEntry> entries)
    {
        lock (_writing)
        {
            using var transaction = _writer.BeginTransaction();
            Execute("DELETE FROM entry_text WHERE rowid IN (SELECT id FROM entry WHERE graph = $g)", ("$g", graph));
            Execute("DELETE FROM entry WHERE graph = $g", ("$g", graph));
            Execute("DELETE FROM graph WHERE name = $g", ("$g", graph));
            if (version is not null)
            {
                using var insert = Command(_writer, InsertEntry);
                using var insertText = Command(_writer, InsertText);
                foreach (var entry in entries)
                    Insert(insert, insertText, graph, entry);
                Execute("INSERT INTO graph(name, version) VALUES ($g, $v)", ("$g", graph), ("$v", version));
            }

            transaction.Commit();
        }
    }

    /// <summary>Replaces the entries of some resources of a graph in one step; the others stay.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="version">The version that the graph has then.</param>
    /// <param name="iris">The resources.</param>
    /// <param name="entries">What is said of them now; of those that are gone there is none.</param>
    public void Update(string graph, string version, IReadOnlySet<string> iris, IEnumerable<SearchEntry> entries)
    {
        lock (_writing)
        {
            using var transaction = _writer.BeginTransaction();
            using var insert = Command(_writer, InsertEntry);
            using var insertText = Command(_writer, InsertText);
            using var find = Command(_writer, "SELECT id FROM entry WHERE graph = $g AND iri = $i", ("$g", graph), ("$i", ""));
            foreach (var iri in iris)
            {
                find.Parameters[1].Value = iri;
                if (find.ExecuteScalar() is not long id)
                    continue;
                Execute("DELETE FROM entry_text WHERE rowid = $id", ("$id", id));
                Execute("DELETE FROM entry WHERE id = $id", ("$id", id));
            }

            foreach (var entry in entries)
                Insert(insert, insertText, graph, entry);
            Execute("UPDATE graph SET version = $v WHERE name = $g", ("$g", graph), ("$v", version));
            transaction.Commit();
        }
    }

    /// <summary>Finds entries that hold all the words; the last word may be the beginning of one.</summary>
    public SearchPage Find(string text, Language language, int offset, int limit)
    {
        var match = MatchOf(text);
        if (match.Length == 0)
            return new SearchPage(0, []);
        using var connection = new SqliteConnection(_connectionString);
        connection.Open();
        using var count = Command(connection, "SELECT count(DISTINCT e.iri) FROM entry_text t JOIN entry e ON e.id = t.rowid WHERE entry_text MATCH $m", ("$m", match));
        var total = Convert.ToInt64(count.ExecuteScalar(), CultureInfo.InvariantCulture);
        using var command = Command(
            connection,
            """
            WITH hit AS MATERIALIZED (
              SELECT rowid AS id, bm25(entry_text, 10.0, 5.0, 8.0, 1.0) AS score, snippet(entry_text, 3, char(2), char(3), '…', 24) AS snippet
              FROM entry_text WHERE entry_text MATCH $m)
            SELECT e.iri, min(e.graph), e.class, e.title_nl, e.title_en, min(hit.score), hit.snippet
            FROM hit JOIN entry e ON e.id = hit.id
            GROUP BY e.iri ORDER BY min(hit.score), e.iri LIMIT $limit OFFSET $offset
            """,
            ("$m", match), ("$limit", limit), ("$offset", offset));
        using var reader = command.ExecuteReader();
        var hits = new List<SearchHit>();
        while (reader.Read())
        {
            var title = reader.GetString(language == Language.Dutch ? 3 : 4);
            hits.Add(new SearchHit(reader.GetString(0), title, reader.GetString(2), reader.GetString(1), reader.IsDBNull(6) ? "" : reader.GetString(6)));
        }

        return new SearchPage(total, hits);
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    /// <summary>Turns what a person typed into an FTS5 expression: every word quoted, so that no operator of FTS5 can be typed by accident.</summary>
    internal static string MatchOf(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes().Take(500))
        {
            if (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark)
            {
                word.Append(rune);
            }
            else if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }

        if (word.Length > 0)
            words.Add(word.ToString());
        return string.Join(' ', words.Take(16).Select((w, i) => i == words.Count - 1 && w.Length >= 2 ? $"\"{w}\"*" : $"\"{w}\""));
    }

    private void Prepare()
    {
        _writer.Open();
        Execute("PRAGMA journal_mode=WAL");
        Execute("PRAGMA synchronous=NORMAL");
        using (var version = Command(_writer, "PRAGMA user_version"))
        {
            if (Convert.ToInt32(version.ExecuteScalar(), CultureInfo.InvariantCulture) is var found && found != SchemaVersion && found != 0)
                throw new SqliteException("The search index has another version.", 1);
        }

        Execute(
            """
            CREATE TABLE IF NOT EXISTS graph(name TEXT PRIMARY KEY, version TEXT NOT NULL);
            CREATE TABLE IF NOT EXISTS entry(id INTEGER PRIMARY KEY, iri TEXT NOT NULL, graph TEXT NOT NULL, class TEXT NOT NULL, title_nl TEXT NOT NULL, title_en TEXT NOT NULL);
            CREATE INDEX IF NOT EXISTS entry_graph ON entry(graph, iri);
            CREATE VIRTUAL TABLE IF NOT EXISTS entry_text USING fts5(title, other, code, body, tokenize="unicode61 remove_diacritics 2", prefix='2 3 4');
            """);
        Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version={SchemaVersion}"));
    }

    private static void Insert(SqliteCommand insert, SqliteCommand insertText, string graph, SearchEntry entry)
    {
        insert.Parameters.Clear();
        insert.Parameters.AddWithValue("$iri", entry.Iri);
        insert.Parameters.AddWithValue("$g", graph);
        insert.Parameters.AddWithValue("$class", entry.Class);
        insert.Parameters.AddWithValue("$nl", entry.TitleNl);
        insert.Parameters.AddWithValue("$en", entry.TitleEn);
        var id = insert.ExecuteScalar();
        insertText.Parameters.Clear();
        insertText.Parameters.AddWithValue("$id", id);
        insertText.Parameters.AddWithValue("$title", entry.Names);
        insertText.Parameters.AddWithValue("$other", entry.OtherNames);
        insertText.Parameters.AddWithValue("$code", entry.Codes);
        insertText.Parameters.AddWithValue("$body", entry.Body);
        insertText.ExecuteNonQuery();
    }

    private void Execute(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = Command(_writer, sql, parameters);
        command.ExecuteNonQuery();
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Every text is a constant of this file; values are parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value);
        return command;
    }
}

/// <summary>One resource of one graph, as it is indexed.</summary>
internal sealed record SearchEntry(string Iri, string Class, string TitleNl, string TitleEn, string Names, string OtherNames, string Codes, string Body);

/// <summary>One page of answers.</summary>
/// <param name="Total">How many resources match.</param>
/// <param name="Hits">Those of the page.</param>
public sealed record SearchPage(long Total, IReadOnlyList<SearchHit> Hits);

/// <summary>One answer; in <paramref name="Snippet"/> matches stand between U+0002 and U+0003.</summary>
public sealed record SearchHit(string Iri, string Title, string Class, string Graph, string Snippet);
