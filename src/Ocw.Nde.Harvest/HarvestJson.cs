using System.Text.Json.Serialization;

namespace Ocw.Nde.Harvest;

/// <summary>The JSON of what the archive and the cursor keep.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(HarvestCursor))]
[JsonSerializable(typeof(HarvestRun))]
[JsonSerializable(typeof(JournalEntry))]
[JsonSerializable(typeof(HalfDownload))]
internal sealed partial class HarvestJson : JsonSerializerContext;
