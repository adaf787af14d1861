using System.Buffers.Binary;

namespace Ocw.Nde.Store.Files;

/// <summary>Appends to a file through a buffer and knows the position.</summary>
internal sealed class FileSink(IStoreFiles files, string name) : IDisposable
{
    private const int FirstBufferBytes = 1 << 12;
    private const int FullBufferBytes = 1 << 18;

    private readonly IStoreWriter _writer = StoreFullException.Translate(() => files.Create(name), files.PathOf(name));
    private byte[] _buffer = new byte[FirstBufferBytes];
    private int _used;
    private long _flushed;

    /// <summary>The file's name.</summary>
    internal string Name { get; } = name;

    /// <summary>The number of bytes written so far.</summary>
    internal long Position => _flushed + _used;

    internal void Write(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _buffer.Length - _used)
            MakeRoom();
        if (bytes.Length > _buffer.Length)
        {
            Append(bytes);
            return;
        }

        bytes.CopyTo(_buffer.AsSpan(_used));
        _used += bytes.Length;
    }

    internal void WriteUInt64(ulong value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        Write(bytes);
    }

    /// <summary>Writes zeros up to a multiple of a power of two, at most 64.</summary>
    internal void Align(int multiple = 8)
    {
        Span<byte> zeros = stackalloc byte[64];
        zeros.Clear();
        Write(zeros[..(int)(-Position & (multiple - 1))]);
    }

    internal void Flush()
    {
        if (_used == 0)
            return;
        Append(_buffer.AsSpan(0, _used));
        _used = 0;
    }

    /// <summary>Writes the rest and makes the content durable.</summary>
    internal void FlushAndSync()
    {
        Flush();
        StoreFullException.Translate(
            () =>
            {
                _writer.Sync();
                return true;
            },
            files.PathOf(Name));
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    // Most files of small commits end within the first buffer; the others are worth a large one.
    private void MakeRoom()
    {
        Flush();
        if (_buffer.Length < FullBufferBytes)
            _buffer = new byte[FullBufferBytes];
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _writer.Write(bytes);
        }
        catch (IOException error) when (StoreFullException.IsDiskFull(error))
        {
            throw new StoreFullException(files.PathOf(Name), error);
        }

        _flushed += bytes.Length;
    }
}
