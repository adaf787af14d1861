using Ocw.Nde.Node.Localization;

namespace Ocw.Nde.Node.Features.Termen.GraphQl;

/// <summary>Queries to begin with.</summary>
internal static class GraphQlExamples
{
    /// <summary>The variables of the examples that have any.</summary>
    public const string Variables = "{\"sources\": [\"http://vocab.getty.edu/aat\"], \"uris\": [\"http://vocab.getty.edu/aat/300033618\"]}";

    /// <summary>Each with what it asks.</summary>
    public static IReadOnlyList<(LocalizedText Title, string Query)> All { get; } =
    [
        (new("Alle termenbronnen", "All terminology sources"), "{ sources { uri name inLanguage mode licence copyFrom termCount creators { name } genres { name } } }"),
        (new("Zoek in alle bronnen: één lijst", "Search all sources: one list"), "{ search(query: \"molen\", limit: 10) { total hits { uri label hint score reason source { name } alsoIn { uri } } sources { source { name } warning copyFrom } } }"),
        (new("Aanvullen terwijl iemand typt", "Complete what someone types"), "{ suggest(query: \"schild\", limit: 5) { hits { uri label matchedLabel hint } } }"),
        (new("Zoek per bron, zoals bij NDE", "Search by source, as at NDE"), "query ($sources: [ID]!) { terms(sources: $sources, query: \"molen\", limit: 5) { source { name } result { __typename ... on Terms { terms { uri prefLabel altLabel broader { prefLabel } } } ... on Error { message } } responseTimeMs } }"),
        (new("Een term opvragen, in het Nederlands en Engels", "Look up a term, in Dutch and English"), "query ($uris: [ID]!) { lookup(uris: $uris, languages: [nl, en]) { uri result { __typename ... on TranslatedTerm { prefLabel { language value } definition { language value } broader { uri prefLabel { value } } } ... on Error { message } } } }"),
    ];
}
