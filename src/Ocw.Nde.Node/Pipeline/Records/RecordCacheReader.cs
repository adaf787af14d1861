using System.Buffers.Binary;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Ocw.Nde.Node.Pipeline.Records;

/// <summary>A record as the cache knows it.</summary>
/// <param name="Id">Its number in the cache.</param>
/// <param name="Content">The hash of what it held.</param>
/// <param name="Subject">The object that it described.</param>
/// <param name="Datestamp">Its datestamp, in ticks of UTC; 0 for none.</param>
internal readonly record struct CachedRecord(long Id, UInt128 Content, string? Subject, long Datestamp);

/// <summary>Reads the state of a cache as it was when the reader was opened; for one thread.</summary>
internal sealed class RecordCacheReader : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteTransaction _snapshot;
    private readonly SqliteCommand _find;
    private readonly SqliteCommand _result;

    public RecordCacheReader(string connectionString)
    {
        _connection = new SqliteConnection(connectionString);
        _connection.Open();
        _snapshot = _connection.BeginTransaction(deferred: true);
        _find = Prepare("SELECT id, content, subject, datestamp FROM record WHERE key = $k", "$k");
        _result = Prepare("SELECT checksum, result FROM record WHERE id = $i", "$i");
    }

    /// <summary>The record with this key, whatever it holds.</summary>
    public CachedRecord? Find(UInt128 key)
    {
        _find.Parameters[0].Value = Bytes(key);
        using var reader = _find.ExecuteReader();
        return reader.Read() ? new CachedRecord(reader.GetInt64(0), Number(reader.GetFieldValue<byte[]>(1)), reader.IsDBNull(2) ? null : reader.GetString(2), reader.GetInt64(3)) : null;
    }

    /// <summary>What mapping made of it; <see langword="null"/> when its bytes are damaged.</summary>
    public byte[]? Result(long id)
    {
        _result.Parameters[0].Value = id;
        using var reader = _result.ExecuteReader();
        if (!reader.Read())
            return null;
        var result = reader.GetFieldValue<byte[]>(1);
        return RecordHash.OfBytes(result) == Number(reader.GetFieldValue<byte[]>(0)) ? result : null;
    }

    /// <summary>The records that describe an object.</summary>
    public IReadOnlyList<long> Describing(string subject)
    {
        using var command = Prepare("SELECT id FROM record WHERE subject = $s", "$s");
        command.Parameters[0].Value = subject;
        using var reader = command.ExecuteReader();
        var ids = new List<long>();
        while (reader.Read())
            ids.Add(reader.GetInt64(0));
        return ids;
    }

    /// <summary>The records whose id is not among some, each with its key and object.</summary>
    public IEnumerable<(long Id, UInt128 Key, string? Subject)> Others(IReadOnlySet<long> met)
    {
        using var command = Prepare("SELECT id, key, subject FROM record");
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            if (!met.Contains(reader.GetInt64(0)))
                yield return (reader.GetInt64(0), Number(reader.GetFieldValue<byte[]>(1)), reader.IsDBNull(2) ? null : reader.GetString(2));
        }
    }

    /// <summary>The datestamp of a deletion, in ticks; <see langword="null"/> when the source does not say that the record is deleted.</summary>
    public long? Deleted(UInt128 key)
    {
        using var command = Prepare("SELECT datestamp FROM deleted WHERE key = $k", "$k");
        command.Parameters[0].Value = Bytes(key);
        return command.ExecuteScalar() as long?;
    }

    /// <summary>Whether there is a note of each record, and a record to each note.</summary>
    public bool IsNoted()
    {
        using var count = Prepare("SELECT (SELECT count(*) FROM note) = (SELECT count(*) FROM record)");
        return Convert.ToInt64(count.ExecuteScalar(), CultureInfo.InvariantCulture) == 1;
    }

    /// <summary>What validation remembers of the version.</summary>
    public byte[]? Validation()
    {
        using var command = Prepare("SELECT data FROM validation");
        using var reader = command.ExecuteReader();
        return reader.Read() ? reader.GetFieldValue<byte[]>(0) : null;
    }

    /// <summary>How many records there are.</summary>
    public long Count()
    {
        using var count = Prepare("SELECT count(*) FROM record");
        return Convert.ToInt64(count.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    /// <summary>The documents, each with the hash of its payload.</summary>
    public IReadOnlyDictionary<string, string> Documents()
    {
        var documents = new Dictionary<string, string>(StringComparer.Ordinal);
        using var command = Prepare("SELECT origin, hash FROM document");
        using var reader = command.ExecuteReader();
        while (reader.Read())
            documents[reader.GetString(0)] = reader.GetString(1);
        return documents;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _find.Dispose();
        _result.Dispose();
        _snapshot.Dispose();
        _connection.Dispose();
    }

    internal static byte[] Bytes(UInt128 value)
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, value);
        return bytes;
    }

    private static UInt128 Number(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt128BigEndian(bytes);

    private SqliteCommand Prepare(string sql, params ReadOnlySpan<string> parameters)
    {
        var command = _connection.CreateCommand();
        command.Transaction = _snapshot;
        command.CommandText = sql;
        foreach (var parameter in parameters)
            command.Parameters.AddWithValue(parameter, DBNull.Value);
        command.Prepare();
        return command;
    }
}
