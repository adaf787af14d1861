using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ocw.Nde.Node.Operations.Purging;

/// <summary>What operators did to the data on purpose: one JSON object a line, appended and synced. No personal data stands in it.</summary>
internal sealed class AuditLog(string file)
{
    /// <summary>Adds a line.</summary>
    public void Append(AuditLine line)
    {
        using var stream = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.Read);
        JsonSerializer.Serialize(stream, line, AuditJson.Default.AuditLine);
        stream.WriteByte((byte)'\n');
        stream.Flush(flushToDisk: true);
    }
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
internal sealed record AuditLine(DateTimeOffset Time, string Action, string Operator, int Subjects, long Quads, int Records, int Payloads, int Lines, long Commit);

/// <summary>How the log is written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AuditLine))]
internal sealed partial class AuditJson : JsonSerializerContext;
