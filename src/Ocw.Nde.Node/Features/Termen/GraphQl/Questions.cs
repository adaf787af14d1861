using System.Globalization;
using System.Runtime.CompilerServices;
using Ocw.Nde.Node.Features.Termen.Shared;
using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.GraphQl;
using Ocw.Nde.Termen.GraphQl.Execution;
using Ocw.Nde.Termen.Network;

namespace Ocw.Nde.Node.Features.Termen.GraphQl;

/// <summary>Arguments that several questions have, within their bounds.</summary>
internal static class QuestionArguments
{
    /// <summary>The text of a search.</summary>
    public static string Text(ArgumentValues arguments)
    {
        var text = arguments.Get("query", "");
        return text.Trim().Length > 0 ? text : throw new GraphQlException("\"query\" is not allowed to be empty");
    }

    /// <summary>How many terms; more than the most is the most, as a client of NDE's service may ask for all.</summary>
    public static int Limit(ArgumentValues arguments, int otherwise, int most)
    {
        var limit = arguments.Get("limit", otherwise);
        return limit >= 1 ? Math.Min(limit, most) : throw new GraphQlException($"\"limit\" must be 1 or more, and is {limit}; at most {most} terms are given");
    }

    public static int Offset(ArgumentValues arguments)
    {
        var offset = arguments.Get("offset", 0);
        return offset is >= 0 and <= TermLimits.MaxOffset ? offset : throw new GraphQlException($"\"offset\" must be 0 to {TermLimits.MaxOffset}, and is {offset}");
    }

    public static TimeSpan Timeout(ArgumentValues arguments)
    {
        var milliseconds = arguments.Get("timeoutMs", TermLimits.TimeoutMs);
        return milliseconds >= 1
            ? TimeSpan.FromMilliseconds(Math.Min(milliseconds, TermLimits.MaxTimeoutMs))
            : throw new GraphQlException($"\"timeoutMs\" must be 1 or more, and is {milliseconds}; at most {TermLimits.MaxTimeoutMs} milliseconds are waited");
    }

    /// <summary>The languages of the labels; <see langword="null"/> when none are named.</summary>
    public static IReadOnlyList<string>? Languages(ArgumentValues arguments) => arguments.List<string>("languages") is { Count: > 0 } languages ? languages : null;

    public static NetworkQuery Query(ArgumentValues arguments, IReadOnlyList<string> languages, int limit) => new()
    {
        Text = Text(arguments),
        Mode = arguments.Get("queryMode", QueryMode.Optimized),
        GenreIris = arguments.List<string>("genres"),
        Genres = arguments.List<TermGenres>("kinds").Aggregate(TermGenres.None, (all, one) => all | one),
        Types = arguments.List<string>("types"),
        Languages = languages,
        Broader = arguments.Get<string>("broader"),
        IncludeDeprecated = arguments.Get("includeDeprecated", true),
        SearchNotes = arguments.Get("searchNotes", false),
        Offset = Offset(arguments),
        Limit = limit,
        Timeout = Timeout(arguments),
    };
}

/// <summary><c>terms</c>: each source has an answer of its own; a source that does not exist is an error in its own place.</summary>
internal static class TermsQuestion
{
    private const int UsualLimit = 100;

    public static async ValueTask<object?> ResolveAsync(TermsState state, FieldContext context)
    {
        var arguments = context.Arguments;
        var asked = arguments.List<string>("sources");
        if (asked.Count == 0)
            throw new GraphQlException("\"sources\" does not contain 1 required value(s)");
        if (asked.Count > TermLimits.MaxSources)
            throw new GraphQlException($"\"sources\" has {asked.Count} values; at most {TermLimits.MaxSources} are asked at once", GraphQlCodes.TooComplex);
        var languages = QuestionArguments.Languages(arguments);
        var names = asked.Select(name => (Asked: name, Name: AskedSources.Canonical(state.Catalog, name))).ToList();
        var query = QuestionArguments.Query(arguments, languages ?? ["nl"], QuestionArguments.Limit(arguments, UsualLimit, TermLimits.MaxLimit)) with
        {
            Sources = [.. names.Select(n => n.Name).Distinct(StringComparer.Ordinal)],
        };
        var question = new Question(state, query, languages, languages?[0] ?? state.Language);
        if (context.IsStreamed)
            return question.AsTheyComeAsync(context.Cancellation);
        var answers = new Dictionary<string, object?>(StringComparer.Ordinal);
        await foreach (var answer in state.Network.SearchAsync(query, context.Cancellation))
            answers[answer.Asked] = question.View(answer);
        return names.Select(n => answers.GetValueOrDefault(n.Name) is GraphQlException ? Unknown(n.Asked) : answers.GetValueOrDefault(n.Name)).ToList();
    }

    private static GraphQlException Unknown(string asked) => new($"Source with URI \"{asked}\" not found", "SOURCE_NOT_FOUND");

    private sealed record Question(TermsState State, NetworkQuery Query, IReadOnlyList<string>? Languages, string SourceLanguage)
    {
        public object View(SourceAnswer answer) => answer.Source is null ? Unknown(answer.Asked) : new TermsAnswerView(answer, Languages, SourceLanguage);

        public async IAsyncEnumerable<object?> AsTheyComeAsync([EnumeratorCancellation] CancellationToken cancellation)
        {
            await foreach (var answer in State.Network.SearchAsync(Query, cancellation))
                yield return View(answer);
        }
    }
}

/// <summary><c>sources</c>: the catalogue, by name.</summary>
internal static class SourcesQuestion
{
    public static ValueTask<object?> ResolveAsync(TermsState state, FieldContext context)
    {
        var genres = context.Arguments.List<string>("genres");
        var views = state.Catalog.Entries
            .Where(entry => genres.Count == 0 || entry.Genres.Any(genre => genres.Contains(genre, StringComparer.OrdinalIgnoreCase)))
            .Select(entry => new SourceView(entry, state.Language))
            .OrderBy(view => view.Name, StringComparer.Create(CultureInfo.GetCultureInfo(state.Language), ignoreCase: true));
        return new(views.ToList());
    }
}

/// <summary><c>lookup</c>: each IRI has an answer of its own.</summary>
internal static class LookupQuestion
{
    public static async ValueTask<object?> ResolveAsync(TermsState state, FieldContext context)
    {
        var iris = context.Arguments.List<string>("uris");
        if (iris.Count > TermLimits.MaxLookups)
            throw new GraphQlException($"\"uris\" has {iris.Count} values; at most {TermLimits.MaxLookups} are looked up at once", GraphQlCodes.TooComplex);
        var languages = QuestionArguments.Languages(context.Arguments);
        var options = new LookupOptions { Languages = languages ?? ["nl"], Timeout = QuestionArguments.Timeout(context.Arguments) };
        var answers = await state.Network.LookupAsync(iris, options, context.Cancellation);
        return answers.Select(answer => new LookupAnswerView(answer, languages, languages?[0] ?? state.Language)).ToList();
    }
}

/// <summary><c>search</c> and <c>suggest</c>: one list over all sources.</summary>
internal static class MergedQuestion
{
    public static ValueTask<object?> SearchAsync(TermsState state, FieldContext context) => ResolveAsync(state, context, isPrefix: false, TermLimits.MaxLimit);

    public static ValueTask<object?> SuggestAsync(TermsState state, FieldContext context) => ResolveAsync(state, context, isPrefix: true, TermLimits.MaxSuggestions);

    private static async ValueTask<object?> ResolveAsync(TermsState state, FieldContext context, bool isPrefix, int most)
    {
        var arguments = context.Arguments;
        var languages = QuestionArguments.Languages(arguments);
        var query = QuestionArguments.Query(arguments, languages ?? [state.Language], QuestionArguments.Limit(arguments, otherwise: 20, most)) with
        {
            IsPrefix = isPrefix,
            WithFacets = context.Selects("kinds") || context.Selects("types"),
            Sources = arguments.List<string>("sources") is { Count: > 0 } asked
                ? [.. asked.Select(name => AskedSources.Canonical(state.Catalog, name)).Distinct(StringComparer.Ordinal)]
                : null,
        };
        var result = await state.Network.SearchMergedAsync(query, context.Cancellation);
        foreach (var missing in result.Answers.Where(answer => answer.Source is null))
            context.Report($"Source with URI \"{missing.Asked}\" not found", "SOURCE_NOT_FOUND");
        return new MergedView(result, query.Offset, languages, state.Language, state.Catalog.Find);
    }
}
