using Ocw.Nde.Store.Files;

namespace Ocw.Nde.Store.Tests.Support;

/// <summary>
/// A store's folder in memory that knows what is durable: the content of a file as of its last sync, the names as of the last sync of the folder. It
/// can fail any operation, and it can lose what a power failure would lose: of a file that is written in place, any sectors written since its last sync.
/// </summary>
internal sealed class MemoryStoreFiles : IStoreFiles
{
    private const int SectorBytes = 512;

    private readonly Dictionary<string, MemoryFile> _files = new(StringComparer.Ordinal);
    private Dictionary<string, MemoryFile> _durable = new(StringComparer.Ordinal);
    private bool _locked;

    /// <summary>The operations that change the folder, counted.</summary>
    public int Operations { get; private set; }

    /// <summary>What happens before an operation that changes the folder: may throw, or remember an image.</summary>
    public Action<int, string>? Before { get; set; }

    public IEnumerable<string> Names => _files.Keys;

    public string PathOf(string name) => "/memory/" + name;

    public IReadOnlyList<string> List() => [.. _files.Keys];

    public IStoreWriter Create(string name)
    {
        Count("create " + name);
        return new Writer(this, name, _files[name] = new MemoryFile());
    }

    public StoreReader OpenRead(string name) =>
        _files.TryGetValue(name, out var file) ? new Reader(name, PathOf(name), file) : throw new FileNotFoundException($"Could not find '{name}'.", name);

    public IStoreInPlaceWriter OpenInPlace(string name) =>
        _files.TryGetValue(name, out var file) ? new InPlaceWriter(this, name, file) : throw new FileNotFoundException($"Could not find '{name}'.", name);

    public void Rename(string from, string to)
    {
        Count($"rename {from} to {to}");
        _files.Remove(from, out var file);
        _files[to] = file ?? throw new FileNotFoundException(from);
    }

    public void Delete(string name)
    {
        Count("delete " + name);
        _files.Remove(name);
    }

    public void SyncDirectory()
    {
        Count("sync folder");
        _durable = new(_files, StringComparer.Ordinal);
    }

    public IDisposable Lock()
    {
        if (_locked)
            throw new StoreLockedException("/memory", "another process", new IOException());
        _locked = true;
        return new Unlock(this);
    }

    /// <summary>The folder after a power failure: names as last synced or as they are, unsynced content cut off somewhere.</summary>
    public MemoryStoreFiles AfterPowerFailure(Random random)
    {
        var image = new MemoryStoreFiles();
        foreach (var name in _files.Keys.Union(_durable.Keys, StringComparer.Ordinal))
        {
            // Each change of a name since the last sync of the folder may or may not have reached the disk.
            var names = random.Next(2) == 0 ? _durable : _files;
            if (!names.TryGetValue(name, out var file))
                continue;
            image._files[name] = file.AfterPowerFailure(random);
        }

        image._durable = new(image._files, StringComparer.Ordinal);
        return image;
    }

    /// <summary>The folder as a killed process leaves it: everything that was written is there.</summary>
    public MemoryStoreFiles AfterKill()
    {
        var image = new MemoryStoreFiles();
        foreach (var (name, file) in _files)
            image._files[name] = new MemoryFile(file.Bytes) { Synced = file.Bytes.Count };
        image._durable = new(image._files, StringComparer.Ordinal);
        return image;
    }

    /// <summary>The bytes of a file, to be damaged.</summary>
    public List<byte> Content(string name) => _files[name].Bytes;

    /// <summary>Whether any file holds these bytes.</summary>
    public bool Contains(byte[] bytes) => _files.Values.Any(file => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(file.Bytes).IndexOf(bytes) >= 0);

    public void Remove(string name) => _files.Remove(name);

    private void Count(string what)
    {
        Operations++;
        Before?.Invoke(Operations, what);
    }

    private sealed class MemoryFile(IEnumerable<byte>? bytes = null)
    {
        public List<byte> Bytes { get; } = [.. bytes ?? []];

        public int Synced { get; set; }

        /// <summary>Writes in place since the last sync, with the bytes that were there before.</summary>
        public List<(int Offset, byte[] Before)> Pending { get; } = [];

        public MemoryFile AfterPowerFailure(Random random)
        {
            if (Pending.Count == 0)
            {
                var kept = Synced + random.Next(Math.Max(0, Bytes.Count - Synced) + 1);
                return new MemoryFile(Bytes.GetRange(0, kept)) { Synced = kept };
            }

            // All, none or some of the sectors; and the file's new length with them, or not.
            var image = new MemoryFile(Bytes);
            var (share, keepsLength) = (random.Next(4), random.Next(2) == 0);
            foreach (var (offset, before) in Enumerable.Reverse(Pending))
            {
                for (var at = 0; at < before.Length; at++)
                {
                    var ends = (offset + at) % SectorBytes == 0 || at == 0;
                    if (ends)
                        _lost = share == 0 || (share != 1 && random.Next(2) == 0);
                    if (_lost)
                        image.Bytes[offset + at] = before[at];
                }
            }

            if (!keepsLength)
                image.Bytes.RemoveRange(Synced, image.Bytes.Count - Synced);
            image.Synced = image.Bytes.Count;
            return image;
        }

        private bool _lost;
    }

    private sealed class InPlaceWriter(MemoryStoreFiles files, string name, MemoryFile file) : IStoreInPlaceWriter
    {
        public long Length => file.Bytes.Count;

        public void Write(long offset, ReadOnlySpan<byte> bytes)
        {
            files.Count("write " + name);
            if (offset + bytes.Length > file.Bytes.Count)
                file.Bytes.AddRange(new byte[(int)offset + bytes.Length - file.Bytes.Count]);
            file.Pending.Add(((int)offset, file.Bytes.GetRange((int)offset, bytes.Length).ToArray()));
            for (var i = 0; i < bytes.Length; i++)
                file.Bytes[(int)offset + i] = bytes[i];
        }

        public void SyncData()
        {
            files.Count("sync " + name);
            file.Pending.Clear();
            file.Synced = file.Bytes.Count;
        }

        public void Dispose()
        {
        }
    }

    private sealed class Writer(MemoryStoreFiles files, string name, MemoryFile file) : IStoreWriter
    {
        public void Write(ReadOnlySpan<byte> bytes)
        {
            files.Count("write " + name);
            file.Bytes.AddRange(bytes);
        }

        public void Sync()
        {
            files.Count("sync " + name);
            file.Synced = file.Bytes.Count;
        }

        public void Dispose()
        {
        }
    }

    private sealed class Reader(string name, string path, MemoryFile file) : StoreReader(name, path, file.Bytes.Count)
    {
        public override void Dispose()
        {
        }

        protected override ReadOnlySpan<byte> ReadCore(long offset, int count, ref byte[] scratch)
        {
            if (scratch.Length < count)
                scratch = new byte[count];
            file.Bytes.CopyTo((int)offset, scratch, 0, count);
            return scratch.AsSpan(0, count);
        }
    }

    private sealed class Unlock(MemoryStoreFiles files) : IDisposable
    {
        public void Dispose() => files._locked = false;
    }
}
