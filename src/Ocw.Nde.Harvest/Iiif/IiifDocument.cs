using System.Text.Json;

namespace Ocw.Nde.Harvest;

/// <summary>What a IIIF document is.</summary>
internal enum IiifKind
{
    /// <summary>None of them.</summary>
    Unknown,

    /// <summary>A collection.</summary>
    Collection,

    /// <summary>A manifest.</summary>
    Manifest,

    /// <summary>A list of changes.</summary>
    Changes,

    /// <summary>A page of a list of changes.</summary>
    ChangesPage,
}

/// <summary>Reads what collections and lists of changes refer to, in both versions of the Presentation API.</summary>
internal static class IiifDocument
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 256 };

    /// <summary>Reads JSON.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> json)
    {
        var bytes = json.Span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? json[3..] : json;
        return JsonDocument.Parse(bytes, Options);
    }

    /// <summary>What it is.</summary>
    public static IiifKind KindOf(JsonElement document) => TypeOf(document) switch
    {
        "Collection" or "sc:Collection" or "CollectionPage" => IiifKind.Collection,
        "Manifest" or "sc:Manifest" => IiifKind.Manifest,
        "OrderedCollection" => IiifKind.Changes,
        "OrderedCollectionPage" => IiifKind.ChangesPage,
        _ => IiifKind.Unknown,
    };

    /// <summary>The type; empty for none.</summary>
    public static string TypeOf(JsonElement document) => Text(document, "type") ?? Text(document, "@type") ?? "";

    /// <summary>The name; <see langword="null"/> for none.</summary>
    public static string? IdOf(JsonElement document) => (document.ValueKind == JsonValueKind.String ? document.GetString() : Text(document, "id") ?? Text(document, "@id"))?.Trim();

    /// <summary>A property with text.</summary>
    public static string? Text(JsonElement document, string name) =>
        document.ValueKind == JsonValueKind.Object && document.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>The address in a property that is a name, or an object with one.</summary>
    public static string? Link(JsonElement document, string name) =>
        document.ValueKind == JsonValueKind.Object && document.TryGetProperty(name, out var value) ? IdOf(value) : null;

    /// <summary>The collections and manifests that a collection names, also in collections that stand in it; and its next page.</summary>
    public static void Collect(JsonElement collection, List<string> collections, List<string> manifests, int depth = 0)
    {
        // 2.1 §5.1: collections, manifests, members; 3.0 §5.1: items. Pages: 2.1 §6.1 first and next.
        foreach (var list in (string[])["items", "manifests", "collections", "members"])
        {
            if (collection.TryGetProperty(list, out var items) && items.ValueKind == JsonValueKind.Array)
                Collect(items, list, collections, manifests, depth);
        }

        foreach (var page in (string[])["first", "next"])
        {
            if (Link(collection, page) is { } address)
                collections.Add(address);
        }
    }

    private static void Collect(JsonElement items, string list, List<string> collections, List<string> manifests, int depth)
    {
        foreach (var item in items.EnumerateArray())
        {
            var kind = KindOf(item);
            if (IdOf(item) is not { } id)
                continue;
            var isCollection = kind == IiifKind.Collection || (kind == IiifKind.Unknown && list == "collections");
            if (isCollection && depth < 16 && HasMembers(item))
                Collect(item, collections, manifests, depth + 1);
            else if (isCollection)
                collections.Add(id);
            else if (kind == IiifKind.Manifest || (kind == IiifKind.Unknown && list == "manifests"))
                manifests.Add(id);
        }
    }

    private static bool HasMembers(JsonElement item) =>
        item.ValueKind == JsonValueKind.Object && (item.TryGetProperty("items", out _) || item.TryGetProperty("manifests", out _) || item.TryGetProperty("members", out _) || item.TryGetProperty("collections", out _));
}
