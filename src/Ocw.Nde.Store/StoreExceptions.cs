namespace Ocw.Nde.Store;

/// <summary>A store cannot do what was asked of it.</summary>
public class StoreException : IOException
{
    /// <summary>An error with a message for the operator.</summary>
    public StoreException(string message)
        : base(message)
    {
    }

    /// <summary>An error with its cause.</summary>
    public StoreException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>Another process has the store's folder.</summary>
public sealed class StoreLockedException : StoreException
{
    internal StoreLockedException(string directory, string holder, Exception innerException)
        : base($"The store in '{directory}' is in use by {holder}. Stop that process, or send the command to it.", innerException) => Holder = holder;

    /// <summary>The process that has it.</summary>
    public string Holder { get; }
}

/// <summary>Another transaction is writing, and <see cref="StoreOptions.WaitForWriter"/> is off.</summary>
public sealed class StoreBusyException : StoreException
{
    internal StoreBusyException(string directory)
        : base($"Another transaction is writing to the store in '{directory}'. Try again when it has ended.")
    {
    }
}

/// <summary>A file of the store is not what it was when it was written.</summary>
public sealed class StoreDamagedException : StoreException
{
    internal StoreDamagedException(string file, long offset, string what, Exception? innerException = null)
        : base($"The store's file '{file}' is damaged at byte {offset}: {what}. Run `check` to list all damage; `check --recover` repairs the root, data comes back from a backup or from the archive.", innerException)
    {
        File = file;
        Offset = offset;
        What = what;
    }

    /// <summary>The path of the file.</summary>
    public string File { get; }

    /// <summary>Where in the file, in bytes.</summary>
    public long Offset { get; }

    /// <summary>What is wrong there.</summary>
    public string What { get; }
}

/// <summary>The folder holds parts of a store but no root that can be trusted, or something else altogether. Nothing was changed.</summary>
public sealed class StoreRootException : StoreException
{
    internal StoreRootException(string directory, string what, Exception? innerException = null)
        : base($"The store in '{directory}' is not opened: {what}", innerException)
    {
    }
}

/// <summary>There is no room for what was to be written. Nothing was published, and the store goes on with what it had.</summary>
public sealed class StoreFullException : StoreException
{
    private const int Enospc = 28;
    private const int Edquot = 122;
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    internal StoreFullException(string path, Exception innerException)
        : base($"The disk is full while writing '{path}'. Nothing of this transaction was published; the store is unharmed. Free space and try again.", innerException)
    {
    }

    internal StoreFullException(string directory, long needed, long ceiling)
        : base($"The store in '{directory}' would take {needed} bytes, more than its ceiling of {ceiling} ({nameof(StoreOptions)}.{nameof(StoreOptions.MaxBytes)}). Nothing of this transaction was published.")
    {
    }

    internal static bool IsDiskFull(IOException error) => error.HResult is Enospc or Edquot or WindowsDiskFull;

    internal static TResult Translate<TResult>(Func<TResult> operation, string path)
    {
        try
        {
            return operation();
        }
        catch (IOException error) when (IsDiskFull(error))
        {
            throw new StoreFullException(path, error);
        }
    }
}

/// <summary>
/// A commit failed at the very moment of the switch, so that it is not known which state the disk has. Reading goes on with the old state; writing
/// needs the store to be opened again, which shows the one or the other, whole.
/// </summary>
public sealed class StoreFaultedException : StoreException
{
    internal StoreFaultedException(string directory, Exception innerException)
        : base($"Writing to the store in '{directory}' has stopped: its last commit failed while it was being made durable ({innerException.Message}). Reading goes on; open the store again to write.", innerException)
    {
    }
}
