using Ocw.Nde.Store.Files;

namespace Ocw.Nde.Store.Maintenance;

/// <summary>Files of a store that were opened once and stay readable, whatever the process that has the store removes meanwhile.</summary>
internal sealed class PinnedFiles(string directory) : IStoreFiles, IDisposable
{
    private readonly Dictionary<string, StoreReader> _readers = new(StringComparer.Ordinal);

    internal IEnumerable<StoreReader> Readers => _readers.Values;

    public string PathOf(string name) => name.Length == 0 ? directory : Path.Combine(directory, name);

    public IReadOnlyList<string> List() => [.. _readers.Keys];

    public StoreReader OpenRead(string name) =>
        _readers.TryGetValue(name, out var reader) ? new View(reader) : throw new FileNotFoundException($"'{PathOf(name)}' is not part of this state.", name);

    public IStoreWriter Create(string name) => throw ReadOnly();

    public IStoreInPlaceWriter OpenInPlace(string name) => throw ReadOnly();

    public void Rename(string from, string to) => throw ReadOnly();

    public void Delete(string name) => throw ReadOnly();

    public void SyncDirectory() => throw ReadOnly();

    public IDisposable Lock() => throw ReadOnly();

    public void Dispose()
    {
        foreach (var reader in _readers.Values)
            reader.Dispose();
        _readers.Clear();
    }

    internal void Pin(StoreReader reader)
    {
        _readers.Remove(reader.Name, out var before);
        before?.Dispose();
        _readers.Add(reader.Name, reader);
    }

    internal StoreReader this[string name] => _readers[name];

    private static NotSupportedException ReadOnly() => new("Pinned files are only read.");

    /// <summary>Reads a pinned file; disposing it leaves the file pinned.</summary>
    private sealed class View(StoreReader reader) : StoreReader(reader.Name, reader.Path, reader.Length)
    {
        public override void Dispose()
        {
        }

        protected override ReadOnlySpan<byte> ReadCore(long offset, int count, ref byte[] scratch) => reader.Read(offset, count, ref scratch);
    }
}
