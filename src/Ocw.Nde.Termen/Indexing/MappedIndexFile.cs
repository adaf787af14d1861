using System.Buffers.Binary;
using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Ocw.Nde.Termen.Indexing;

/// <summary>An index file mapped into memory and checked; its sections are read as spans while the file is held.</summary>
/// <remarks>
/// The records, the texts of labels, broader terms and the targets of keys, of which a search needs only those that it shows, are read from the file instead: pages that are mapped
/// count as memory of the process as soon as they were touched once.
/// </remarks>
internal sealed unsafe class MappedIndexFile : IDisposable
{
    private const int CheckedAtOnce = 1 << 20;

    private readonly SafeFileHandle _handle;
    private readonly MemoryMappedFile _map;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;
    private readonly long[] _starts = new long[IndexFormat.SectionCount];
    private readonly long[] _lengths = new long[IndexFormat.SectionCount];
    private bool _disposed;

    private MappedIndexFile(string path, long length)
    {
        Path = path;
        Length = length;
        _handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        _map = MemoryMappedFile.CreateFromFile(_handle, mapName: null, capacity: 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        _view = _map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
    }

    internal string Path { get; }

    internal long Length { get; }

    /// <summary>Maps the file and checks its length and checksums.</summary>
    /// <exception cref="TermIndexException">The file is not a whole index of this format.</exception>
    internal static MappedIndexFile Open(string path)
    {
        var length = new FileInfo(path).Length;
        if (length < IndexFormat.HeaderBytes)
            throw Damaged(path, $"it has {length} bytes, less than a header");
        var file = new MappedIndexFile(path, length);
        try
        {
            file.Check();
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    internal ReadOnlySpan<T> Section<T>(IndexSection section)
        where T : unmanaged
    {
        var index = (int)section;
        return new ReadOnlySpan<T>(_start + _starts[index], checked((int)(_lengths[index] / sizeof(T))));
    }

    /// <summary>A section that is read item by item, as long as the file is held.</summary>
    internal MappedArray<T> Array<T>(IndexSection section)
        where T : unmanaged
    {
        var index = (int)section;
        return new MappedArray<T>((T*)(_start + _starts[index]), checked((int)(_lengths[index] / sizeof(T))));
    }

    /// <summary>A part of a section that may be larger than a span.</summary>
    internal ReadOnlySpan<byte> Part(IndexSection section, long offset, int length)
    {
        CheckInside(section, offset, length);
        return new ReadOnlySpan<byte>(_start + _starts[(int)section] + offset, length);
    }

    /// <summary>Reads a part of a section from the file.</summary>
    internal byte[] Read(IndexSection section, long offset, int length)
    {
        CheckInside(section, offset, length);
        var bytes = GC.AllocateUninitializedArray<byte>(length);
        Read(section, offset, bytes);
        return bytes;
    }

    /// <summary>Reads items of a section from the file.</summary>
    internal ReadOnlySpan<T> ReadItems<T>(IndexSection section, int first, int count)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(Read(section, (long)first * sizeof(T), count * sizeof(T)));

    /// <summary>As above, into the given room if it is large enough for them.</summary>
    internal ReadOnlySpan<T> ReadItems<T>(IndexSection section, int first, int count, Span<T> room)
        where T : unmanaged
    {
        if (count > room.Length)
            return ReadItems<T>(section, first, count);
        var items = room[..count];
        Read(section, (long)first * sizeof(T), MemoryMarshal.AsBytes(items));
        return items;
    }

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _map.Dispose();
        _handle.Dispose();
    }

    private void Read(IndexSection section, long offset, Span<byte> bytes)
    {
        CheckInside(section, offset, bytes.Length);
        if (RandomAccess.Read(_handle, bytes, _starts[(int)section] + offset) != bytes.Length)
            throw Damaged(Path, $"section {section} ends early");
    }

    private void CheckInside(IndexSection section, long offset, long length)
    {
        if (offset < 0 || length < 0 || offset + length > _lengths[(int)section])
            throw Damaged(Path, $"a record lies outside section {section}");
    }

    private void Check()
    {
        var header = new ReadOnlySpan<byte>(_start, IndexFormat.HeaderBytes);
        if (BinaryPrimitives.ReadUInt64LittleEndian(header) != IndexFormat.Magic)
            throw Damaged(Path, "it does not begin as a term index");
        if (BinaryPrimitives.ReadUInt32LittleEndian(header[^4..]) != IndexFormat.Checksum(0, header[..^4]))
            throw Damaged(Path, "the checksum of its header differs");
        if (BinaryPrimitives.ReadInt32LittleEndian(header[8..]) is var version and not IndexFormat.Version)
            throw Damaged(Path, $"it has format {version}, this program reads format {IndexFormat.Version}");
        if (BinaryPrimitives.ReadInt32LittleEndian(header[12..]) != IndexFormat.SectionCount || BinaryPrimitives.ReadInt64LittleEndian(header[16..]) != Length)
            throw Damaged(Path, $"it has {Length} bytes, its header says otherwise");

        for (var i = 0; i < IndexFormat.SectionCount; i++)
        {
            _starts[i] = BinaryPrimitives.ReadInt64LittleEndian(header[(32 + (i * 16))..]);
            _lengths[i] = BinaryPrimitives.ReadInt64LittleEndian(header[(40 + (i * 16))..]);
            if (_starts[i] < IndexFormat.HeaderBytes || _lengths[i] < 0 || _starts[i] + _lengths[i] > Length)
                throw Damaged(Path, $"section {(IndexSection)i} lies outside it");
        }

        uint crc = 0;
        var buffer = GC.AllocateUninitializedArray<byte>(CheckedAtOnce);
        for (long at = IndexFormat.HeaderBytes; at < Length;)
        {
            var part = buffer.AsSpan(0, (int)Math.Min(CheckedAtOnce, Length - at));
            if (RandomAccess.Read(_handle, part, at) != part.Length)
                throw Damaged(Path, "it ends early");
            crc = IndexFormat.Checksum(crc, part);
            at += part.Length;
        }

        if (crc != BinaryPrimitives.ReadUInt32LittleEndian(header[24..]))
            throw Damaged(Path, "the checksum of its content differs");
    }

    private static TermIndexException Damaged(string path, string why) =>
        new($"The term index {path} cannot be used: {why}. It is made from the store: delete the file and the node builds it again.");
}

/// <summary>An array in a mapped file. Reading outside it is an error; reading after the file was closed is a mistake of the program.</summary>
internal readonly unsafe struct MappedArray<T>
    where T : unmanaged
{
    private readonly T* _items;

    internal MappedArray(T* items, int length)
    {
        _items = items;
        Length = length;
    }

    internal int Length { get; }

    internal ref readonly T this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Length, nameof(index));
            return ref _items[index];
        }
    }
}
