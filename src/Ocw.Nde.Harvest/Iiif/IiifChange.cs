using System.Text.Json;

namespace Ocw.Nde.Harvest;

/// <summary>One activity of a list of changes (Change Discovery 1.0 §2.1).</summary>
/// <param name="Type"><c>Create</c>, <c>Update</c>, <c>Delete</c>, <c>Move</c>, <c>Add</c>, <c>Remove</c>, <c>Refresh</c>.</param>
/// <param name="Object">What it is about; empty for <c>Refresh</c>.</param>
/// <param name="IsManifest">Whether that is a manifest.</param>
/// <param name="Target">Where a <c>Move</c> went.</param>
/// <param name="Ended">When it ended; level 0 does not say it.</param>
internal sealed record IiifChange(string Type, string Object, bool IsManifest, string? Target, DateTimeOffset? Ended)
{
    /// <summary>Whether it takes its object away.</summary>
    public bool TakesAway => Type is "Delete" or "Remove" or "Move";

    /// <summary>The activities of a page, in its order.</summary>
    public static IEnumerable<IiifChange> Of(JsonElement page)
    {
        if (!page.TryGetProperty("orderedItems", out var items) || items.ValueKind != JsonValueKind.Array)
            yield break;
        foreach (var item in items.EnumerateArray())
        {
            var type = IiifDocument.TypeOf(item);
            var ended = (IiifDocument.Text(item, "endTime") ?? IiifDocument.Text(item, "startTime")) is { } text ? Datestamp.Parse(text) : null;

            // Level 0 may leave activities out: then the object itself stands in the list.
            if (type is "Manifest" or "sc:Manifest" && IiifDocument.IdOf(item) is { } bare)
                yield return new IiifChange("Update", bare, IsManifest: true, null, ended);
            else if (type == "Refresh")
                yield return new IiifChange(type, "", IsManifest: false, null, ended);
            else if (item.ValueKind == JsonValueKind.Object && item.TryGetProperty("object", out var about) && IiifDocument.IdOf(about) is { } id)
                yield return new IiifChange(type, id, IiifDocument.TypeOf(about) is "Manifest" or "sc:Manifest" or "", type == "Move" ? IiifDocument.Link(item, "target") : null, ended);
        }
    }
}
