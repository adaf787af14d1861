using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Ocw.Nde.Store.Files;

/// <summary>A store's folder on a real disk.</summary>
internal sealed class DirectoryStoreFiles : IStoreFiles
{
    private readonly string _directory;
    private readonly StoreFileAccess _access;

    internal DirectoryStoreFiles(string directory, StoreFileAccess access)
    {
        _directory = Path.GetFullPath(directory);
        _access = access;
        if (Directory.Exists(_directory))
            return;

        Directory.CreateDirectory(_directory);
        if (Path.GetDirectoryName(_directory) is { } parent)
            Libc.SyncDirectory(parent);
    }

    public string PathOf(string name) => name.Length == 0 ? _directory : Path.Combine(_directory, name);

    public IReadOnlyList<string> List() => [.. Directory.EnumerateFileSystemEntries(_directory).Select(path => Path.GetFileName(path))];

    public IStoreWriter Create(string name)
    {
        var path = PathOf(name);
        return new Writer(File.OpenHandle(path, FileMode.Create, FileAccess.Write, FileShare.Read), path);
    }

    public StoreReader OpenRead(string name)
    {
        var path = PathOf(name);
        var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, FileOptions.RandomAccess);
        try
        {
            var length = RandomAccess.GetLength(file);
            return _access == StoreFileAccess.Mapped && length > 0
                ? new MappedReader(name, path, length, file)
                : new BufferedReader(name, path, length, file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public IStoreInPlaceWriter OpenInPlace(string name)
    {
        var path = PathOf(name);
        return new InPlaceWriter(File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete), path);
    }

    public void Rename(string from, string to) => File.Move(PathOf(from), PathOf(to), overwrite: true);

    public void Delete(string name) => File.Delete(PathOf(name));

    public void SyncDirectory() => Libc.SyncDirectory(_directory);

    public IDisposable Lock()
    {
        var path = PathOf(StoreFileNames.Lock);
        FileStream file;
        try
        {
            // FileShare.None is an advisory flock here: it goes when the process dies, however it dies.
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when (error is not (DirectoryNotFoundException or PathTooLongException) && File.Exists(path))
        {
            throw new StoreLockedException(_directory, Holder(), error);
        }

        // Beside the lock, for others cannot read that.
        var holder = string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId} ({Environment.ProcessPath}) on {Environment.MachineName}");
        File.WriteAllText(PathOf(StoreFileNames.Holder), holder);
        return file;
    }

    private string Holder()
    {
        try
        {
            return File.ReadAllText(PathOf(StoreFileNames.Holder)) is { Length: > 0 } holder ? holder : "another process";
        }
        catch (IOException)
        {
            // The other process has only just taken the lock: who it is matters less than that there is one.
            return "another process";
        }
    }

    private sealed class Writer(SafeFileHandle file, string path) : IStoreWriter
    {
        private long _length;

        public void Write(ReadOnlySpan<byte> bytes)
        {
            RandomAccess.Write(file, bytes, _length);
            _length += bytes.Length;
        }

        public void Sync() => Libc.SyncFile(file, path);

        public void Dispose() => file.Dispose();
    }

    private sealed class InPlaceWriter(SafeFileHandle file, string path) : IStoreInPlaceWriter
    {
        public long Length => RandomAccess.GetLength(file);

        public void Write(long offset, ReadOnlySpan<byte> bytes) => RandomAccess.Write(file, bytes, offset);

        public void SyncData() => Libc.SyncData(file, path);

        public void Dispose() => file.Dispose();
    }
}
