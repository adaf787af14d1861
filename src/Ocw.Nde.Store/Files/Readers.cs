using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;

namespace Ocw.Nde.Store.Files;

/// <summary>A file mapped into memory: reading is free, the page cache does the rest.</summary>
/// <remarks>
/// Whoever reads must hold the reader open: after <see cref="Dispose"/> the pages are gone. A store's files are never truncated, only unlinked, so
/// that no read can run off the end of a file.
/// </remarks>
internal sealed unsafe class MappedReader : StoreReader
{
    private readonly MemoryMappedFile _map;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;

    internal MappedReader(string name, string path, long length, SafeFileHandle file)
        : base(name, path, length)
    {
        _map = MemoryMappedFile.CreateFromFile(file, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        _view = _map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
        _start += _view.PointerOffset;
    }

    public override void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _map.Dispose();
    }

    protected override ReadOnlySpan<byte> ReadCore(long offset, int count, ref byte[] scratch) => new(_start + offset, count);
}

/// <summary>A file read by system calls, for file systems on which mapping is unwise (an error there is an exception, not the end of the process).</summary>
internal sealed class BufferedReader(string name, string path, long length, SafeFileHandle file) : StoreReader(name, path, length)
{
    public override void Dispose() => file.Dispose();

    protected override ReadOnlySpan<byte> ReadCore(long offset, int count, ref byte[] scratch)
    {
        if (scratch.Length < count)
            scratch = new byte[Math.Max(count, 4096)];

        var done = 0;
        while (done < count)
        {
            var read = RandomAccess.Read(file, scratch.AsSpan(done, count - done), offset + done);
            if (read == 0)
                throw new StoreDamagedException(Path, offset + done, "the file ends before its length");
            done += read;
        }

        return scratch.AsSpan(0, count);
    }
}
