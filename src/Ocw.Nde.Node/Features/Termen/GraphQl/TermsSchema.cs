using Ocw.Nde.Node.Features.Termen.Shared;
using Ocw.Nde.Termen.GraphQl;

namespace Ocw.Nde.Node.Features.Termen.GraphQl;

/// <summary>The schema of <c>/termen/graphql</c>: NDE's Network of Terms whole, and what this node adds.</summary>
internal static class TermsSchema
{
    private const string OnLanguages =
        "The available languages depend on what each source provides (see `Source.inLanguage`). Terms are never excluded from the result: if a term has no labels in the requested languages, " +
        "labels tagged ‘mul’ (default for all languages) are returned in the first requested language, untagged literals are returned as Dutch (`nl`), and otherwise the label field is empty.";

    private static readonly GraphQlType Id = GraphQlScalars.Id;
    private static readonly GraphQlType Int = GraphQlScalars.Int;

    private static readonly EnumType s_mode = new(
        "QueryMode", "The mode in which the literal search query (`query`) is interpreted before it is sent to the term sources.",
        new EnumValue("OPTIMIZED", Ocw.Nde.Termen.Network.QueryMode.Optimized, "Optimize search query input for term sources. The default."),
        new EnumValue("RAW", Ocw.Nde.Termen.Network.QueryMode.Raw, "Send the unaltered query input to the term sources. For advanced users that want to have full control over the search query."));

    private static readonly InputValue s_timeout = new("timeoutMs", Int, "Timeout period in milliseconds that we wait for sources to respond.") { Default = "10000" };

    /// <summary>The schema; one for the whole program.</summary>
    public static GraphQlSchema Schema { get; } = Build();

    private static GraphQlSchema Build()
    {
        var sources = new SourceTypes();
        var terms = new TermTypes();
        var results = new ResultTypes(sources, terms);
        var query = new ObjectType<TermsState>("Query")
            .Field(Terms(results), TermsQuestion.ResolveAsync)
            .Field(
                new FieldDefinition("sources", sources.Source.List())
                {
                    Description = "List all sources that can be queried for terms.",
                    Arguments = [new InputValue("genres", Id.List(), "List of genre URIs to filter sources by.")],
                    Items = _ => 60,
                },
                SourcesQuestion.ResolveAsync)
            .Field(
                new FieldDefinition("lookup", results.LookupQueryResult.List())
                {
                    Description = "Look up terms by their URI.",
                    Arguments =
                    [
                        new InputValue("uris", Id.List().NonNull(), "List of term URIs."),
                        new InputValue("languages", TermTypes.Language.List(), "List of languages in which to return the term, in preferred order. If one or more languages are specified, any term found is returned as a `TranslatedTerm`. " + OnLanguages),
                        s_timeout,
                    ],
                    Items = arguments => arguments.List<string>("uris").Count,
                },
                LookupQuestion.ResolveAsync)
            .Field(Merged("search", results, "Search all sources, or some, for one list in which each thing stands once.", limit: 20, TermLimits.MaxLimit), MergedQuestion.SearchAsync)
            .Field(Merged("suggest", results, "Terms for what someone is typing: the last word counts as the beginning of a word.", limit: 10, TermLimits.MaxSuggestions), MergedQuestion.SuggestAsync);
        return new GraphQlSchema(query, "Terms of heritage: NDE's Network of Terms, and what this node adds to it (https://termennetwerk.netwerkdigitaalerfgoed.nl).");
    }

    private static FieldDefinition Terms(ResultTypes results) => new("terms", results.TermsQueryResult.List())
    {
        Description = "Query one or more sources for terms.",
        IsStreamable = true,
        Items = arguments => arguments.List<string>("sources").Count * (long)Math.Clamp(arguments.Get("limit", 100), 1, TermLimits.MaxLimit) / 5,
        Arguments =
        [
            new InputValue("sources", Id.List().NonNull(), "List of URIs of sources to query."),
            new InputValue("genres", Id.List(), "Optional list of genres to filter results within sources that support genre-based filtering."),
            new InputValue("query", GraphQlScalars.String.NonNull(), "A literal search query, for example `Rembrandt`."),
            new InputValue("queryMode", s_mode, "The mode in which the literal search query (`query`) is interpreted before it is sent to the term sources.") { Default = "OPTIMIZED" },
            new InputValue("languages", TermTypes.Language.List(), "List of languages in which to return terms, in preferred order. If one or more languages are specified, terms are returned as `TranslatedTerm`s. " + OnLanguages),
            new InputValue("limit", Int, "Maximum number of terms to return.") { Default = "100" },
            s_timeout,
            new InputValue("offset", Int, "How many terms of each source to leave out before the page; kept sources only. Not in NDE's Network of Terms.") { Default = "0" },
            .. Filters(),
        ],
    };

    private static FieldDefinition Merged(string name, ResultTypes results, string description, int limit, int most) => new(name, results.Merged.NonNull())
    {
        Description = description + " Not in NDE's Network of Terms.",
        Items = arguments => Math.Clamp(arguments.Get("limit", limit), 1, most) / 5 + 1,
        Arguments =
        [
            new InputValue("query", GraphQlScalars.String.NonNull(), "Words, a whole label, or a notation."),
            new InputValue("sources", Id.List(), "The sources to ask, by URI or id; all when left out."),
            new InputValue("genres", Id.List(), "Only terms of one of these genres, by the URIs of NDE's list."),
            new InputValue("languages", TermTypes.Language.List(), "The languages wanted, best first."),
            new InputValue("limit", Int, $"The most terms to give, at most {most}.") { Default = limit.ToString(System.Globalization.CultureInfo.InvariantCulture) },
            new InputValue("offset", Int, "How many terms to leave out before the page.") { Default = "0" },
            s_timeout,
            .. Filters(),
        ],
    };

    private static InputValue[] Filters() =>
    [
        new InputValue("kinds", TermKinds.Type.NonNull().List(), "Only terms that stand for one of these; kept sources only. Not in NDE's Network of Terms."),
        new InputValue("types", Id.NonNull().List(), "Only terms that have one of these types, or are in one of these schemes (URIs); kept sources only. Not in NDE's Network of Terms."),
        new InputValue("broader", Id, "Only terms below this one; kept sources only. Not in NDE's Network of Terms."),
        new InputValue("includeDeprecated", GraphQlScalars.Boolean, "Whether withdrawn terms are given too, last. Not in NDE's Network of Terms.") { Default = "true" },
        new InputValue("searchNotes", GraphQlScalars.Boolean, "Whether notes and definitions are searched too; kept sources only. Not in NDE's Network of Terms.") { Default = "false" },
    ];
}
