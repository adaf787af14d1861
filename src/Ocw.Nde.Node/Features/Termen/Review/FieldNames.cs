namespace Ocw.Nde.Node.Features.Termen.Review;

/// <summary>The names of fields for people.</summary>
internal static class FieldNames
{
    private static readonly Dictionary<string, (string Nl, string En)> s_names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["about"] = ("onderwerp", "subject"),
        ["creator"] = ("vervaardiger", "creator"),
        ["contributor"] = ("bijdrager", "contributor"),
        ["culture"] = ("cultuur", "culture"),
        ["material"] = ("materiaal", "material"),
        ["period"] = ("periode", "period"),
        ["place"] = ("plaats", "place"),
        ["publisher"] = ("uitgever", "publisher"),
        ["technique"] = ("techniek", "technique"),
        ["type"] = ("soort object", "object type"),
        ["genre"] = ("genre", "genre"),
    };

    /// <summary>The name in a language; a field that has none is called as it is in settings.</summary>
    public static string Of(string field, string language) => s_names.TryGetValue(field, out var name) ? language == "nl" ? name.Nl : name.En : field;
}
