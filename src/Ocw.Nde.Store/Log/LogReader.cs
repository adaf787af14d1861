using Ocw.Nde.Store.Files;

namespace Ocw.Nde.Store.Log;

/// <summary>Reads the records of a log from a place on, and says where they end and how.</summary>
/// <remarks>
/// The last commit may have been interrupted: its record is then cut off, or pieces of it are missing, which are zero still. That tail is passed over. All
/// else is damage: a record that is whole but wrong, or one that is missing although there are others behind it.
/// </remarks>
internal sealed class LogReader(StoreReader reader, uint seed, long start)
{
    private const int WindowBytes = 1 << 20;

    private byte[] _scratch = [];

    /// <summary>Where the next record is, after those that were read; at the end, where the next one goes.</summary>
    internal long Position { get; private set; } = start;

    /// <summary>What remains of an interrupted commit at the end: where it ends; at or before <see cref="Position"/> if there is nothing.</summary>
    internal long TornEnd { get; private set; }

    /// <summary>The content of the next record, valid until the next call; empty at the end.</summary>
    /// <exception cref="StoreDamagedException">The log is damaged here.</exception>
    internal ReadOnlySpan<byte> Next()
    {
        if (Position > reader.Length)
            throw new StoreDamagedException(reader.Path, reader.Length, $"it ends before byte {Position}, where the manifest says that it goes on");
        if (reader.Length - Position < LogFile.RecordHeaderBytes)
            return End();

        var header = reader.Read(Position, LogFile.RecordHeaderBytes, ref _scratch);
        if (!LogFile.TryHeader(header, seed, out var length, out var checksum))
        {
            // A header lies within one sector: it is there as it was written, or not at all.
            return header.ContainsAnyExcept((byte)0) ? throw Damaged("the header of a record is wrong") : End();
        }

        if (length > reader.Length - Position - LogFile.RecordHeaderBytes)
            throw Damaged($"a record of {length} bytes ends behind the file's {reader.Length} bytes");
        var content = reader.Read(Position + LogFile.RecordHeaderBytes, length, ref _scratch);
        if (Crc32C.Append(seed, content) != checksum)
            return HasMissingSector(length) ? End() : throw Damaged($"the checksum of a record of {length} bytes does not match");

        Position += LogFile.BytesOf(length);
        return content;
    }

    internal StoreDamagedException Damaged(string what, Exception? cause = null) => new(reader.Path, Position, what, cause);

    // Nothing may be behind the end but what remains of one interrupted commit.
    private ReadOnlySpan<byte> End()
    {
        TornEnd = 0;
        for (var at = Position; at < reader.Length; at += WindowBytes)
        {
            var count = (int)Math.Min(WindowBytes, reader.Length - at);
            var last = reader.Read(at, count, ref _scratch).LastIndexOfAnyExcept((byte)0);
            if (last >= 0)
                TornEnd = at + last + 1;
        }

        if (TornEnd > Position && FindRecord() is { } found)
            throw Damaged($"a record is missing or damaged, but there are others behind it, at byte {found}");
        return [];
    }

    private long? FindRecord()
    {
        for (var at = Position + LogFile.RecordHeaderBytes; at + LogFile.RecordHeaderBytes < TornEnd; at += LogFile.RecordHeaderBytes)
        {
            if (LogFile.TryHeader(reader.Read(at, LogFile.RecordHeaderBytes, ref _scratch), seed, out var length, out var checksum)
                && length <= reader.Length - at - LogFile.RecordHeaderBytes
                && Crc32C.Append(seed, reader.Read(at + LogFile.RecordHeaderBytes, length, ref _scratch)) == checksum)
            {
                return at;
            }
        }

        return null;
    }

    // The content ends with a byte that is not zero, so that no sector of a whole record is zero unless the content has so many zeros.
    private bool HasMissingSector(int length)
    {
        var (from, end) = (Position, Position + LogFile.RecordHeaderBytes + length);
        while (from < end)
        {
            var to = Math.Min(end, (from / LogFile.SectorBytes * LogFile.SectorBytes) + LogFile.SectorBytes);
            if (!reader.Read(from, (int)(to - from), ref _scratch).ContainsAnyExcept((byte)0))
                return true;
            from = to;
        }

        return false;
    }
}
