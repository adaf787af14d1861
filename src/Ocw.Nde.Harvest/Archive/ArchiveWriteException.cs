namespace Ocw.Nde.Harvest;

/// <summary>The archive could not be written: the disk is full or broken, or the rights are missing. Everything that was confirmed before is safe.</summary>
public sealed class ArchiveWriteException : IOException
{
    private ArchiveWriteException(string message, Exception cause)
        : base(message, cause)
    {
    }

    /// <summary>Runs something that writes to the archive, and explains it when that fails.</summary>
    internal static T Explain<T>(string root, Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception cause) when (cause is (IOException or UnauthorizedAccessException) and not ArchiveWriteException)
        {
            throw Of(root, cause);
        }
    }

    /// <summary>What to say when writing to the archive failed.</summary>
    internal static ArchiveWriteException Of(string root, Exception cause) => new(
        $"The archive in {root} cannot be written: {cause.Message.TrimEnd('.')}. Free some space or mend the rights of the data directory, and start the harvest again: it goes on where it stopped, and nothing that was there is lost.",
        cause);
}
