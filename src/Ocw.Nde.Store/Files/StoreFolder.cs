namespace Ocw.Nde.Store.Files;

/// <summary>The folder of an open store: its files, the next file number, and what may be removed.</summary>
internal sealed class StoreFolder(IStoreFiles files, Action<string>? warn)
{
    private long _nextFile;
    private volatile bool _closed;

    internal IStoreFiles Files => files;

    internal string Path => files.PathOf("");

    /// <summary>The number that the next file will get at least.</summary>
    internal long NextFile => Interlocked.Read(ref _nextFile);

    internal void StartAt(long nextFile) => Interlocked.Exchange(ref _nextFile, nextFile);

    internal long NewFileNumber() => Interlocked.Increment(ref _nextFile) - 1;

    /// <summary>From here on nothing is removed: the folder may be another process's, or its root may need any of the files.</summary>
    internal void Close() => _closed = true;

    /// <summary>Removes a file that nothing refers to. If that fails it does no harm: the next opening of the store removes it.</summary>
    internal void Remove(string name)
    {
        if (_closed)
            return;
        try
        {
            files.Delete(name);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            warn?.Invoke($"'{files.PathOf(name)}' is not needed any more but could not be removed: {error.Message} It is removed when the store is opened again.");
        }
    }

    internal void Warn(string message) => warn?.Invoke(message);
}
