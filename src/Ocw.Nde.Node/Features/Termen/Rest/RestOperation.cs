using Ocw.Nde.Node.Localization;

namespace Ocw.Nde.Node.Features.Termen.Rest;

/// <summary>An address of the REST interface.</summary>
/// <param name="Path">The path.</param>
/// <param name="Id">The name of the operation.</param>
/// <param name="Summary">What it gives.</param>
/// <param name="Answer">The name of the schema of its answer.</param>
/// <param name="Parameters">Its parameters.</param>
internal sealed record RestOperation(string Path, string Id, LocalizedText Summary, string Answer, params IReadOnlyList<RestParameter> Parameters)
{
    /// <summary>Whether it takes a POST of <c>{"uris": […]}</c> too.</summary>
    public bool TakesPost { get; init; }

    /// <summary>Whether its answer may come in parts.</summary>
    public bool IsStreamed => Parameters.Contains(RestParameter.Format);

    public static RestOperation Search { get; } = new(
        "/termen/search", "searchTerms", new("Zoekt termen in alle bronnen of in enkele", "Searches terms in all sources, or in some"), "SearchAnswer",
        RestParameter.Query, RestParameter.Source, RestParameter.Genre, RestParameter.Kind, RestParameter.Type, RestParameter.Broader, RestParameter.Lang, RestParameter.Limit, RestParameter.Offset, RestParameter.Facets,
        RestParameter.Deprecated, RestParameter.Notes, RestParameter.Mode, RestParameter.TimeoutMs, RestParameter.Format);

    public static RestOperation Suggest { get; } = new(
        "/termen/suggest", "suggestTerms", new("Vult aan wat iemand aan het typen is", "Completes what someone is typing"), "SuggestAnswer",
        RestParameter.Query, RestParameter.Source, RestParameter.Genre, RestParameter.Kind, RestParameter.Type, RestParameter.Broader, RestParameter.Lang, RestParameter.Suggestions, RestParameter.WholeFormat);

    public static RestOperation Lookup { get; } = new(
        "/termen/lookup", "lookupTerms", new("Vraagt termen op met hun IRI", "Looks terms up by their IRIs"), "LookupAnswer",
        RestParameter.Uri, RestParameter.Lang, RestParameter.TimeoutMs, RestParameter.WholeFormat)
    { TakesPost = true };

    public static RestOperation Sources { get; } = new(
        "/termen/sources", "listSources", new("De termenbronnen", "The terminology sources"), "SourcesAnswer", RestParameter.Genre, RestParameter.WholeFormat);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<RestOperation> All { get; } = [Search, Suggest, Lookup, Sources];
}
