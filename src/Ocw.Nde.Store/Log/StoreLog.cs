using Ocw.Nde.Store.Files;

namespace Ocw.Nde.Store.Log;

/// <summary>The log file of an open store, appended to by whoever has the writer's turn.</summary>
/// <remarks>
/// The file is grown by zeros in steps beforehand, so that making a record durable writes its bytes and nothing of the file system's own. What an
/// append that failed has left is written over by the next.
/// </remarks>
internal sealed class StoreLog : IDisposable
{
    private const int ZeroBytes = 1 << 16;

    private readonly IStoreFiles _files;
    private readonly IStoreInPlaceWriter _writer;
    private readonly int _stepBytes;
    private readonly string _name;
    private long _length;
    private long _dirtyEnd;

    /// <param name="files">The store's folder.</param>
    /// <param name="file">The number of the file, which exists.</param>
    /// <param name="end">Where the next record goes.</param>
    /// <param name="stepBytes">By how much the file grows.</param>
    internal StoreLog(IStoreFiles files, long file, long end, int stepBytes)
    {
        (_files, _stepBytes, File, End) = (files, stepBytes, file, end);
        _name = StoreFileNames.Log(file);
        _writer = files.OpenInPlace(_name);
        _length = _writer.Length;
    }

    /// <summary>The number of the file.</summary>
    internal long File { get; }

    /// <summary>Where the next record goes.</summary>
    internal long End { get; private set; }

    /// <summary>Appends a record and makes it durable.</summary>
    /// <exception cref="StoreFullException">There is no room; nothing has changed.</exception>
    /// <exception cref="LogSyncException">Whether the record is durable is not known; nothing may be appended any more.</exception>
    internal void Append(ReadOnlySpan<byte> record)
    {
        var end = End + record.Length;
        if (end > _length)
            Grow(end);

        var bytes = record;
        if (_dirtyEnd > end)
        {
            var longer = new byte[_dirtyEnd - End];
            record.CopyTo(longer);
            bytes = longer;
        }

        _dirtyEnd = Math.Max(_dirtyEnd, end);
        Write(End, bytes);
        Sync();
        (End, _dirtyEnd) = (end, 0);
    }

    /// <summary>Writes zeros over what remains of an interrupted commit.</summary>
    internal void CutTail(long tornEnd)
    {
        WriteZeros(End, tornEnd);
        Sync();
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    private void Grow(long needed)
    {
        var length = Math.Max(needed, _length + Math.Max(_stepBytes, (needed - LogFile.FirstRecord) / 4));
        length = (length + LogFile.SectorBytes - 1) / LogFile.SectorBytes * LogFile.SectorBytes;
        WriteZeros(_length, length);
        Sync();
        _length = length;
    }

    private void WriteZeros(long from, long to)
    {
        var zeros = new byte[Math.Min(ZeroBytes, to - from)];
        for (; from < to; from += zeros.Length)
            Write(from, zeros.AsSpan(0, (int)Math.Min(zeros.Length, to - from)));
    }

    private void Write(long at, ReadOnlySpan<byte> bytes)
    {
        try
        {
            _writer.Write(at, bytes);
        }
        catch (IOException error) when (StoreFullException.IsDiskFull(error))
        {
            throw new StoreFullException(_files.PathOf(_name), error);
        }
    }

    private void Sync()
    {
        try
        {
            _writer.SyncData();
        }
        catch (Exception error)
        {
            throw new LogSyncException(error);
        }
    }
}

/// <summary>The log could not be made durable: what is on the disk is not known, and asking again would not tell.</summary>
internal sealed class LogSyncException(Exception cause) : IOException(cause.Message, cause);
