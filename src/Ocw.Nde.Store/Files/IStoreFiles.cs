namespace Ocw.Nde.Store.Files;

/// <summary>
/// The folder of a store: the only way in which the store touches a disk, so that tests can fail any operation or lose what was not synced.
/// </summary>
/// <remarks>
/// Durability contract: the content of a file is safe after <see cref="IStoreWriter.Sync"/>, its name (creation, renaming, removal) after
/// <see cref="SyncDirectory"/>. <see cref="Rename"/> replaces atomically.
/// </remarks>
internal interface IStoreFiles
{
    /// <summary>The full path of a file, for messages.</summary>
    string PathOf(string name);

    /// <summary>The names of all files in the folder.</summary>
    IReadOnlyList<string> List();

    /// <summary>Creates a file, empty even if it existed.</summary>
    IStoreWriter Create(string name);

    /// <summary>Opens an immutable file for reading.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    StoreReader OpenRead(string name);

    /// <summary>Opens a file that exists, to write anywhere in it.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    IStoreInPlaceWriter OpenInPlace(string name);

    /// <summary>Gives a file another name, replacing the file that has it.</summary>
    void Rename(string from, string to);

    /// <summary>Removes a file; nothing happens if it is not there.</summary>
    void Delete(string name);

    /// <summary>Makes the names in the folder durable.</summary>
    void SyncDirectory();

    /// <summary>Takes the folder for this process.</summary>
    /// <exception cref="StoreLockedException">Another process has it.</exception>
    IDisposable Lock();
}

/// <summary>A file that is being written from its start to its end.</summary>
internal interface IStoreWriter : IDisposable
{
    /// <summary>Appends.</summary>
    void Write(ReadOnlySpan<byte> bytes);

    /// <summary>Makes what was written durable; an error is thrown, never swallowed.</summary>
    void Sync();
}

/// <summary>A file that is written in place and grows by being written behind its end. Nothing that was synced is ever written over.</summary>
internal interface IStoreInPlaceWriter : IDisposable
{
    /// <summary>The file's length.</summary>
    long Length { get; }

    /// <summary>Writes at a place.</summary>
    void Write(long offset, ReadOnlySpan<byte> bytes);

    /// <summary>Makes what was written durable, the file's length too; an error is thrown, never swallowed.</summary>
    void SyncData();
}

/// <summary>An immutable file that is being read.</summary>
internal abstract class StoreReader(string name, string path, long length) : IDisposable
{
    /// <summary>The file's name in the folder.</summary>
    internal string Name { get; } = name;

    /// <summary>The file's path, for messages.</summary>
    internal string Path { get; } = path;

    /// <summary>The file's length in bytes.</summary>
    internal long Length { get; } = length;

    /// <summary>
    /// The bytes of a range: either the mapped pages themselves, valid while the reader is open, or a copy in <paramref name="scratch"/>, valid
    /// until that is used again.
    /// </summary>
    /// <exception cref="StoreDamagedException">The range is not within the file.</exception>
    internal ReadOnlySpan<byte> Read(long offset, int count, ref byte[] scratch)
    {
        if (offset < 0 || count < 0 || offset > Length - count)
            throw new StoreDamagedException(Path, offset, $"a range of {count} bytes ends behind the file's {Length} bytes");
        return ReadCore(offset, count, ref scratch);
    }

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>Reads a range that is known to be within the file.</summary>
    protected abstract ReadOnlySpan<byte> ReadCore(long offset, int count, ref byte[] scratch);
}
