using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Ocw.Nde.Termen.Indexing;

/// <summary>Writes the sections of an index file one after another, and the header last: without it the file is nothing.</summary>
internal sealed class IndexFileWriter : IDisposable
{
    private readonly FileStream _file;
    private readonly long[] _starts = new long[IndexFormat.SectionCount];
    private readonly long[] _lengths = new long[IndexFormat.SectionCount];
    private uint _crc;
    private IndexSection _open = IndexSection.Count;

    internal IndexFileWriter(string path)
    {
        _file = new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, bufferSize: 1 << 16);
        _file.Write(new byte[IndexFormat.HeaderBytes]);
    }

    internal void Begin(IndexSection section)
    {
        Pad();
        _open = section;
        _starts[(int)section] = _file.Position;
    }

    internal void Append(ReadOnlySpan<byte> bytes)
    {
        _file.Write(bytes);
        _lengths[(int)_open] += bytes.Length;
    }

    internal void Write<T>(IndexSection section, ReadOnlySpan<T> items)
        where T : unmanaged
    {
        Begin(section);
        Append(MemoryMarshal.AsBytes(items));
    }

    /// <summary>Ends the file: pads it, sums its content, writes the header and flushes everything to the disk.</summary>
    internal void Complete(CancellationToken cancellation)
    {
        Pad();
        var length = _file.Position;
        Sum(cancellation);

        Span<byte> header = stackalloc byte[IndexFormat.HeaderBytes];
        header.Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(header, IndexFormat.Magic);
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], IndexFormat.Version);
        BinaryPrimitives.WriteInt32LittleEndian(header[12..], IndexFormat.SectionCount);
        BinaryPrimitives.WriteInt64LittleEndian(header[16..], length);
        BinaryPrimitives.WriteUInt32LittleEndian(header[24..], _crc);
        for (var i = 0; i < IndexFormat.SectionCount; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(header[(32 + (i * 16))..], _starts[i]);
            BinaryPrimitives.WriteInt64LittleEndian(header[(40 + (i * 16))..], _lengths[i]);
        }

        BinaryPrimitives.WriteUInt32LittleEndian(header[^4..], IndexFormat.Checksum(0, header[..^4]));
        _file.Position = 0;
        _file.Write(header);
        _file.Flush(flushToDisk: true);
    }

    public void Dispose() => _file.Dispose();

    private void Pad()
    {
        if (_file.Position % 8 is var over and not 0)
            _file.Write(stackalloc byte[8 - (int)over]);
    }

    private void Sum(CancellationToken cancellation)
    {
        _file.Flush();
        _file.Position = IndexFormat.HeaderBytes;
        var buffer = new byte[1 << 20];
        while (_file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) is var read and > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            _crc = IndexFormat.Checksum(_crc, buffer.AsSpan(0, read));
        }
    }
}
