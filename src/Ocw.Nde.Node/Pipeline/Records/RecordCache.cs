using System.Globalization;
using Microsoft.Data.Sqlite;
using Ocw.Nde.Node.Pipeline.Quality;

namespace Ocw.Nde.Node.Pipeline.Records;

/// <summary>What mapping made of each record of a channel, by what the record holds and what it was mapped with: a record that did not change is not mapped again.</summary>
/// <remarks>
/// Derived, and thrown away when it cannot be read: without it everything is mapped again, with the same result. What a run puts in becomes visible with <see cref="Commit"/>,
/// after the store has committed; a run that does not get that far leaves nothing. Readers see the state before the run and may be several; writing is safe from several threads.
/// </remarks>
internal sealed class RecordCache : IDisposable
{
    /// <summary>Changes when the tables or the form of the results change: an older cache is thrown away.</summary>
    private const int SchemaVersion = 3;

    private readonly string _connectionString;
    private readonly SqliteConnection _writer;
    private readonly Lock _writing = new();
    private readonly Dictionary<string, string> _facts = new(StringComparer.Ordinal);
    private SqliteTransaction? _transaction;
    private readonly PathTable _paths = new();
    private SqliteCommand? _put;
    private SqliteCommand? _putNote;
    private SqliteCommand? _putDeleted;
    private long[] _seen = [];
    private long _lastKnown;
    private bool _isPart;

    private RecordCache(string file)
    {
        File = file;
        _connectionString = new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString();
        _writer = new SqliteConnection(_connectionString);
    }

    /// <summary>The file.</summary>
    public string File { get; }

    /// <summary>The version of the channel whose records these are; <see langword="null"/> when they are of none.</summary>
    public string? Version => Fact("version");

    /// <summary>Where the next harvest goes on, when runs after that version found nothing new.</summary>
    public string? Cursor => Fact("cursor");

    /// <summary>The day for which that version decided what is public.</summary>
    public DateOnly? Admitted => DateOnly.TryParseExact(Fact("admitted"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>The next day on which something of that version becomes public by itself; <see langword="null"/> when nothing does.</summary>
    public DateOnly? NextOpening => DateOnly.TryParseExact(Fact("opens"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>How many records could not be read when that version was made.</summary>
    public long Faults => long.TryParse(Fact("faults"), NumberStyles.None, CultureInfo.InvariantCulture, out var faults) ? faults : 0;

    /// <summary>How many of the records came from documents that are split, not from records that are cut.</summary>
    public long Split => long.TryParse(Fact("split"), NumberStyles.None, CultureInfo.InvariantCulture, out var split) ? split : 0;

    /// <summary>Opens the cache of a channel; one that cannot be read, or was mapped with something else, begins empty.</summary>
    /// <param name="directory">The folder of the caches.</param>
    /// <param name="dataset">The dataset.</param>
    /// <param name="channel">Its channel.</param>
    /// <param name="mapping">What the records are mapped with.</param>
    public static RecordCache Open(string directory, string dataset, string channel, string mapping)
    {
        Directory.CreateDirectory(directory);
        var file = Path.Combine(directory, $"{dataset}.{channel}.sqlite");
        var cache = new RecordCache(file);
        try
        {
            cache.Prepare(mapping);
            return cache;
        }
        catch (SqliteException)
        {
            cache.Dispose();
            Delete(file);
            cache = new RecordCache(file);
            cache.Prepare(mapping);
            return cache;
        }
    }

    /// <summary>Throws away all caches of a folder.</summary>
    public static void DeleteAll(string directory)
    {
        if (Directory.Exists(directory))
            Directory.Delete(directory, recursive: true);
    }

    /// <summary>A reader of the state before this run, for one thread.</summary>
    public RecordCacheReader OpenReader() => new(_connectionString);

    /// <summary>How many records there are.</summary>
    public long Count()
    {
        using var reader = OpenReader();
        return reader.Count();
    }

    /// <summary>The documents that were split into records, with the hash of the payload that each lies in.</summary>
    public IReadOnlyDictionary<string, string> Documents()
    {
        using var reader = OpenReader();
        return reader.Documents();
    }

    /// <summary>Notes that a record of the state before is still there.</summary>
    public void Keep(long id) => Interlocked.Or(ref _seen[id >> 6], 1L << (int)(id & 63));

    /// <summary>Puts in what mapping made of a record, in place of what was there.</summary>
    /// <param name="hash">The record.</param>
    /// <param name="datestamp">Its datestamp, in ticks of UTC; 0 for none.</param>
    /// <param name="subject">The object that it describes, if any.</param>
    /// <param name="result">What <see cref="MappedRecord"/> wrote.</param>
    public void Put(in RecordHash hash, long datestamp, string? subject, byte[] result)
    {
        lock (_writing)
        {
            _put!.Parameters[0].Value = RecordCacheReader.Bytes(hash.Key);
            _put.Parameters[1].Value = RecordCacheReader.Bytes(hash.Content);
            _put.Parameters[2].Value = (object?)subject ?? DBNull.Value;
            _put.Parameters[3].Value = RecordCacheReader.Bytes(RecordHash.OfBytes(result));
            _put.Parameters[4].Value = result;
            _put.Parameters[5].Value = datestamp;
            _put.ExecuteNonQuery();
        }
    }

    /// <summary>Puts in what a run counts of a record.</summary>
    public void PutNote(string identifier, RecordNote note)
    {
        var bytes = new NoteBytes(_paths).Write(note);
        lock (_writing)
        {
            _putNote!.Parameters[0].Value = RecordCacheReader.Bytes(RecordHash.KeyOf(identifier));
            _putNote.Parameters[1].Value = bytes;
            _putNote.ExecuteNonQuery();
        }
    }

    /// <summary>Puts in that the source says of a record that it is deleted.</summary>
    public void PutDeleted(string identifier, long datestamp)
    {
        lock (_writing)
        {
            _putDeleted!.Parameters[0].Value = RecordCacheReader.Bytes(RecordHash.KeyOf(identifier));
            _putDeleted.Parameters[1].Value = datestamp;
            _putDeleted.ExecuteNonQuery();
        }
    }

    /// <summary>Takes a record out, with its note; only between <see cref="Begin"/> for a part and <see cref="Commit"/>.</summary>
    public void Remove(UInt128 key, bool withDeletion = false)
    {
        lock (_writing)
        {
            foreach (var table in (ReadOnlySpan<string>)(withDeletion ? ["deleted"] : ["record", "note"]))
            {
                using var remove = Command($"DELETE FROM {table} WHERE key = $k", "$k");
                remove.Parameters[0].Value = RecordCacheReader.Bytes(key);
                remove.ExecuteNonQuery();
            }
        }
    }

    /// <summary>All notes, those put in by this run included.</summary>
    public IEnumerable<RecordNote> Notes()
    {
        var form = new NoteBytes(_paths);
        using var command = Command("SELECT data FROM note");
        using var reader = command.ExecuteReader();
        while (reader.Read())
            yield return form.Read(reader.GetFieldValue<byte[]>(0));
    }

    /// <summary>How many records the source says are deleted, those of this run included.</summary>
    public long CountDeleted()
    {
        using var command = Command("SELECT count(*) FROM deleted");
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    /// <summary>Begins to write: nothing of it is visible until <see cref="Commit"/>. A transaction that is under way is given up.</summary>
    /// <param name="part">Whether only differences are put in: what is not taken out stays.</param>
    /// <param name="keepDeleted">Whether deletions that are known stay.</param>
    public void Begin(bool part = false, bool keepDeleted = false)
    {
        _isPart = part;
        _transaction?.Dispose();
        _transaction = _writer.BeginTransaction();
        _put?.Dispose();
        _put = Command("INSERT INTO record(key, content, subject, checksum, result, datestamp) VALUES ($k, $c, $s, $x, $r, $d) ON CONFLICT(key) DO UPDATE SET content = $c, subject = $s, checksum = $x, result = $r, datestamp = $d", "$k", "$c", "$s", "$x", "$r", "$d");
        _putNote?.Dispose();
        _putNote = Command("INSERT INTO note(key, data) VALUES ($k, $d) ON CONFLICT(key) DO UPDATE SET data = $d", "$k", "$d");
        _putDeleted?.Dispose();
        _putDeleted = Command("INSERT INTO deleted(key, datestamp) VALUES ($k, $d) ON CONFLICT(key) DO UPDATE SET datestamp = $d", "$k", "$d");
        if (!part)
            Execute("DELETE FROM note");
        if (!keepDeleted)
            Execute("DELETE FROM deleted");
        using var last = Command("SELECT coalesce(max(id), 0) FROM record");
        _lastKnown = Convert.ToInt64(last.ExecuteScalar(), CultureInfo.InvariantCulture);
        _seen = new long[(_lastKnown >> 6) + 1];
    }

    /// <summary>Makes what was put in the state of a version; records of the state before that were not kept are gone.</summary>
    /// <param name="facts">What holds for the version.</param>
    public void Commit(RecordCacheFacts facts)
    {
        lock (_writing)
        {
            if (!_isPart)
                RemoveUnseen();
            WritePaths();
            Execute("DELETE FROM document");
            using (var insert = Command("INSERT INTO document(origin, hash) VALUES ($o, $h)", "$o", "$h"))
            {
                foreach (var (origin, hash) in facts.Documents)
                {
                    insert.Parameters[0].Value = origin;
                    insert.Parameters[1].Value = hash;
                    insert.ExecuteNonQuery();
                }
            }

            PutValidation(facts.Validation);
            SetFact("version", facts.Version);
            SetFact("cursor", facts.Cursor);
            SetFact("admitted", facts.Admitted.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            SetFact("opens", facts.NextOpening?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            SetFact("faults", facts.Faults.ToString(CultureInfo.InvariantCulture));
            SetFact("split", facts.Split.ToString(CultureInfo.InvariantCulture));
            _transaction!.Commit();
            _transaction.Dispose();
            _transaction = null;
        }
    }

    /// <summary>Remembers where the next harvest goes on: the source was asked, and has nothing new.</summary>
    public void MoveCursor(string? cursor)
    {
        _transaction?.Dispose();
        _transaction = null;
        using var transaction = _writer.BeginTransaction();
        SetFact("cursor", cursor);
        transaction.Commit();
    }

    /// <summary>The records are those of a later version too: it differs in its links only.</summary>
    public void MoveVersion(string version)
    {
        using var transaction = _writer.BeginTransaction();
        SetFact("version", version);
        transaction.Commit();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _put?.Dispose();
        _putNote?.Dispose();
        _putDeleted?.Dispose();
        _transaction?.Dispose();
        _writer.Dispose();
    }

    private void PutValidation(byte[]? data)
    {
        Execute("DELETE FROM validation");
        if (data is null)
            return;
        using var put = Command("INSERT INTO validation(id, data) VALUES (1, $d)", "$d");
        put.Parameters[0].Value = data;
        put.ExecuteNonQuery();
    }

    // A number never changes its path, so that only those that are new are written.
    private void WritePaths()
    {
        using var insert = Command("INSERT OR IGNORE INTO path(number, text) VALUES ($n, $t)", "$n", "$t");
        foreach (var (number, path) in _paths.Paths.Index())
        {
            insert.Parameters[0].Value = number;
            insert.Parameters[1].Value = path;
            insert.ExecuteNonQuery();
        }
    }

    // Records that were put in by this run have higher numbers; one that was put in again keeps its number, and is noted as met.
    private void RemoveUnseen()
    {
        var gone = new List<long>();
        using (var all = Command("SELECT id FROM record WHERE id <= $n ORDER BY id", "$n"))
        {
            all.Parameters[0].Value = _lastKnown;
            using var reader = all.ExecuteReader();
            while (reader.Read())
            {
                var id = reader.GetInt64(0);
                if ((_seen[id >> 6] & (1L << (int)(id & 63))) == 0)
                    gone.Add(id);
            }
        }

        using var remove = Command("DELETE FROM record WHERE id = $i", "$i");
        foreach (var id in gone)
        {
            remove.Parameters[0].Value = id;
            remove.ExecuteNonQuery();
        }
    }

    private void Prepare(string mapping)
    {
        _writer.Open();
        Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
        if (Scalar("PRAGMA user_version") is var found && found != SchemaVersion)
        {
            if (found != 0 || Scalar("SELECT count(*) FROM sqlite_master") > 0)
                throw new SqliteException("The cache has another form.", 1);
            Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {SchemaVersion}"));
        }

        Execute("CREATE TABLE IF NOT EXISTS fact(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID");
        Execute("CREATE TABLE IF NOT EXISTS record(id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, content BLOB NOT NULL, subject TEXT, checksum BLOB NOT NULL, result BLOB NOT NULL, datestamp INTEGER NOT NULL DEFAULT 0)");
        Execute("CREATE INDEX IF NOT EXISTS record_subject ON record(subject)");
        Execute("CREATE TABLE IF NOT EXISTS note(id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, data BLOB NOT NULL)");
        Execute("CREATE TABLE IF NOT EXISTS deleted(key BLOB PRIMARY KEY, datestamp INTEGER NOT NULL) WITHOUT ROWID");
        Execute("CREATE TABLE IF NOT EXISTS path(number INTEGER PRIMARY KEY, text TEXT NOT NULL)");
        Execute("CREATE TABLE IF NOT EXISTS validation(id INTEGER PRIMARY KEY, data BLOB NOT NULL)");
        Execute("CREATE TABLE IF NOT EXISTS document(origin TEXT PRIMARY KEY, hash TEXT NOT NULL) WITHOUT ROWID");
        using (var facts = Command("SELECT name, value FROM fact"))
        using (var reader = facts.ExecuteReader())
        {
            while (reader.Read())
                _facts[reader.GetString(0)] = reader.GetString(1);
        }

        using (var paths = Command("SELECT text FROM path ORDER BY number"))
        using (var reader = paths.ExecuteReader())
        {
            while (reader.Read())
                _paths.NumberOf(reader.GetString(0));
        }

        var madeWith = $"{SchemaVersion} {mapping}";
        if (Fact("mapping") == madeWith)
            return;
        _facts.Clear();
        using var transaction = _writer.BeginTransaction();
        Execute("DELETE FROM record");
        Execute("DELETE FROM note");
        Execute("DELETE FROM deleted");
        Execute("DELETE FROM document");
        Execute("DELETE FROM validation");
        Execute("DELETE FROM fact");
        SetFact("mapping", madeWith);
        transaction.Commit();
    }

    private string? Fact(string name) => _facts.GetValueOrDefault(name);

    private void SetFact(string name, string? value)
    {
        using var set = value is null ? Command("DELETE FROM fact WHERE name = $n", "$n") : Command("INSERT INTO fact(name, value) VALUES ($n, $v) ON CONFLICT(name) DO UPDATE SET value = $v", "$n", "$v");
        set.Parameters[0].Value = name;
        if (value is null)
        {
            _facts.Remove(name);
        }
        else
        {
            set.Parameters[1].Value = value;
            _facts[name] = value;
        }

        set.ExecuteNonQuery();
    }

    private long Scalar(string sql)
    {
        using var command = Command(sql);
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private void Execute(string sql)
    {
        using var command = Command(sql);
        command.ExecuteNonQuery();
    }

    private SqliteCommand Command(string sql, params ReadOnlySpan<string> parameters)
    {
        var command = _writer.CreateCommand();
        command.CommandText = sql;
        foreach (var parameter in parameters)
            command.Parameters.AddWithValue(parameter, DBNull.Value);
        return command;
    }

    private static void Delete(string file)
    {
        foreach (var part in (ReadOnlySpan<string>)["", "-wal", "-shm"])
            System.IO.File.Delete(file + part);
    }
}

/// <summary>What holds for the version that a cache has the records of.</summary>
internal sealed record RecordCacheFacts
{
    /// <summary>The version of the channel.</summary>
    public required string Version { get; init; }

    /// <summary>Where the next harvest goes on.</summary>
    public string? Cursor { get; init; }

    /// <summary>The day for which it was decided what is public.</summary>
    public required DateOnly Admitted { get; init; }

    /// <summary>The next day on which something becomes public by itself.</summary>
    public DateOnly? NextOpening { get; init; }

    /// <summary>Records that could not be read.</summary>
    public long Faults { get; init; }

    /// <summary>Records that came from documents.</summary>
    public long Split { get; init; }

    /// <summary>What validation remembers of the version; <see langword="null"/> when the next one validates everything.</summary>
    public byte[]? Validation { get; init; }

    /// <summary>The documents, each with the hash of its payload.</summary>
    public IReadOnlyDictionary<string, string> Documents { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
