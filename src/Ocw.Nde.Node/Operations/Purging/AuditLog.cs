using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ocw.Nde.Node.Operations.Purging;

/// <summary>What operators did to the data on purpose: one JSON object a line, appended and synced. No personal data stands in it.</summary>
/// <remarks>Each line holds the SHA-256 of the line before it, so that a line that was changed or taken out in the middle shows (<see cref="FirstBrokenLine"/>).</remarks>
internal sealed class AuditLog(string file)
{
    private static readonly string Start = Convert.ToHexStringLower(new byte[SHA256.HashSizeInBytes]);

    /// <summary>Adds a line; when it returns, the line is on disk.</summary>
    public void Append(AuditLine line)
    {
        var lines = Lines();
        var last = lines.Count == 0 ? Start : HashOf(lines[^1]);
        using var stream = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.Read);
        JsonSerializer.Serialize(stream, line with { Previous = last }, AuditJson.Default.AuditLine);
        stream.WriteByte((byte)'\n');
        stream.Flush(flushToDisk: true);
    }

    /// <summary>How many lines there are.</summary>
    public int Count() => Lines().Count;

    /// <summary>The number of the first line that does not follow from the one before it, from 1; <see langword="null"/> if all do.</summary>
    public int? FirstBrokenLine()
    {
        var previous = Start;
        foreach (var (line, index) in Lines().Select((line, index) => (line, index)))
        {
            if (PreviousOf(line) != previous)
                return index + 1;
            previous = HashOf(line);
        }

        return null;
    }

    private List<string> Lines() => File.Exists(file) ? [.. File.ReadLines(file).Where(line => line.Length > 0)] : [];

    private static string? PreviousOf(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, AuditJson.Default.AuditLine)?.Previous;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string HashOf(string line) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(line)));
}

/// <summary>One act.</summary>
/// <param name="Time">When.</param>
/// <param name="Action">What was done.</param>
/// <param name="Operator">The account of the machine that did it.</param>
/// <param name="Subjects">How many subjects.</param>
/// <param name="Quads">How many quads went from the store.</param>
/// <param name="Records">How many records went from archived payloads.</param>
/// <param name="Payloads">How many payloads were written anew.</param>
/// <param name="Lines">How many lines and values of text files.</param>
/// <param name="Commit">The commit of the store that did it.</param>
internal sealed record AuditLine(DateTimeOffset Time, string Action, string Operator, int Subjects, long Quads, int Records, int Payloads, int Lines, long Commit)
{
    /// <summary>The SHA-256 of the line before, hex; zeros for the first.</summary>
    public string Previous { get; init; } = "";
}

/// <summary>How the log is written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AuditLine))]
internal sealed partial class AuditJson : JsonSerializerContext;
