using Ocw.Nde.Rdf.Formats.JsonLd.Json;

namespace Ocw.Nde.Rdf.Formats.JsonLd.Framing;

/// <summary>The keywords of a frame that say how, or else the options.</summary>
internal sealed record FrameFlags(JsonLdEmbed Embed, bool Explicit, bool RequireAll)
{
    internal static FrameFlags Of(JsonMap frame, JsonLdOptions options) => new(
        EmbedOf(frame, options), Flag(frame, Keywords.Explicit, options.Explicit), Flag(frame, Keywords.RequireAll, options.RequireAll));

    internal static bool Flag(JsonMap frame, string key, bool otherwise) => Value(frame[key]) switch
    {
        JsonBoolean flag => flag.Value,
        JsonString text => text.Is("true"),
        _ => otherwise,
    };

    /// <summary>A frame for a property that the frame does not name.</summary>
    internal JsonMap Implied()
    {
        var embed = Embed switch { JsonLdEmbed.Always => "@always", JsonLdEmbed.Never => "@never", _ => "@once" };
        return new()
        {
            { Keywords.Embed, new JsonList([new JsonString(embed)]) },
            { Keywords.Explicit, new JsonList([JsonBoolean.Of(Explicit)]) },
            { Keywords.RequireAll, new JsonList([JsonBoolean.Of(RequireAll)]) },
        };
    }

    private static JsonLdEmbed EmbedOf(JsonMap frame, JsonLdOptions options)
    {
        var value = Value(frame[Keywords.Embed]);
        return value switch
        {
            null => options.Embed,
            JsonBoolean flag => flag.Value ? JsonLdEmbed.Once : JsonLdEmbed.Never,
            JsonString { Value: "@once" or "true" } => JsonLdEmbed.Once,
            JsonString { Value: "@first" or "@last" } when options.ProcessingMode == JsonLdVersion.V10 => JsonLdEmbed.Once,
            JsonString { Value: "@always" } => JsonLdEmbed.Always,
            JsonString { Value: "@never" or "false" } => JsonLdEmbed.Never,
            _ => throw new JsonLdException(JsonLdErrors.InvalidEmbedValue, "\"@once\", \"@always\", \"@never\", true or false for '@embed'", Words.Of(value)),
        };
    }

    private static JsonItem? Value(JsonItem? item) => item switch
    {
        JsonList { Count: > 0 } list => Value(list[0]),
        JsonMap map => Value(map[Keywords.Value] ?? map[Keywords.Id]),
        _ => item,
    };
}
