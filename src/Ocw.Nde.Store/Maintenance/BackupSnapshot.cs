using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace Ocw.Nde.Store.Maintenance;

/// <summary>One file that goes into a backup.</summary>
/// <param name="Path">Its path in the backup, with <c>/</c>.</param>
/// <param name="CopyTo">Writes its content.</param>
/// <param name="IsNamedByContent">Whether its name is made from its content, so that a file of the same path need not be read again.</param>
public sealed record BackupEntry(string Path, Action<Stream, CancellationToken> CopyTo, bool IsNamedByContent = false);

/// <summary>A file of a backup.</summary>
/// <param name="Path">Its path in the backup, with <c>/</c>.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Sha256">The SHA-256 of its content, lower-case hex.</param>
public sealed record BackupFile(string Path, long Length, string Sha256);

/// <summary>What a backup consists of.</summary>
/// <param name="Name">Its name: the time at which it was made.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Description">What it is of.</param>
/// <param name="Files">The files.</param>
public sealed record BackupSnapshot(string Name, DateTimeOffset CreatedAt, string Description, IReadOnlyList<BackupFile> Files)
{
    /// <summary>The SHA-256 of all that stands here.</summary>
    public string Checksum { get; init; } = "";

    internal string ComputeChecksum()
    {
        var text = new StringBuilder();
        text.Append(Name).Append('\n').Append(CreatedAt.ToString("O", CultureInfo.InvariantCulture)).Append('\n').Append(Description).Append('\n');
        foreach (var file in Files)
            text.Append(CultureInfo.InvariantCulture, $"{file.Sha256} {file.Length} {file.Path}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}

/// <summary>What a backup took.</summary>
/// <param name="Name">The name of the backup.</param>
/// <param name="Files">Its files.</param>
/// <param name="Bytes">Their bytes.</param>
/// <param name="NewFiles">How many contents were not in the folder before.</param>
/// <param name="BytesWritten">The bytes that were written to the folder.</param>
public sealed record BackupReport(string Name, int Files, long Bytes, int NewFiles, long BytesWritten);

/// <summary>A backup cannot be made or used.</summary>
public sealed class BackupException : IOException
{
    internal BackupException(string path, string what, Exception? innerException = null)
        : base($"'{path}': {what}.", innerException) => Path = path;

    /// <summary>The file or folder.</summary>
    public string Path { get; }
}

/// <summary>How the list of a backup is written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = false)]
[JsonSerializable(typeof(BackupSnapshot))]
internal sealed partial class BackupJson : JsonSerializerContext;
