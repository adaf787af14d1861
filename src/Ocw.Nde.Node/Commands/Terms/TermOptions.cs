using System.CommandLine;
using Ocw.Nde.Node.Localization;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Search;

namespace Ocw.Nde.Node.Commands.Terms;

/// <summary>The options that narrow a search for terms.</summary>
internal sealed class TermOptions
{
    private readonly Argument<string> _text = new("text") { Description = "Woorden, een label, een notatie of een IRI / Words, a label, a notation or an IRI" };
    private readonly Option<string[]> _sources = new("--source") { Description = "Alleen in deze bron / In this source only", HelpName = "ID" };
    private readonly Option<string[]> _genres = new("--genre") { Description = "Alleen termen van deze soort / Only terms of this genre: " + string.Join(", ", TermGenreNames.All), HelpName = "NAME" };
    private readonly Option<string[]> _types = new("--type") { Description = "Alleen van dit type of in dit schema / Only of this type or in this scheme", HelpName = "IRI" };
    private readonly Option<string> _broader = new("--broader") { Description = "Alleen onder deze term, op elke diepte / Only below this term, at any depth", HelpName = "IRI" };
    private readonly Option<bool> _current = new("--current") { Description = "Zonder vervallen termen / Without withdrawn terms" };
    private readonly Option<int> _limit;

    internal TermOptions(int limit) =>
        _limit = new Option<int>("--limit") { Description = $"Hoeveel, ten hoogste {TermQuery.MaxLimit} / How many, at most {TermQuery.MaxLimit}", DefaultValueFactory = _ => limit };

    internal Option<bool> Json { get; } = new("--json") { Description = "Toon als JSON / Print as JSON" };

    internal void AddTo(Command command)
    {
        command.Arguments.Add(_text);
        foreach (var option in (Option[])[_sources, _genres, _types, _broader, _current, _limit, Json])
            command.Options.Add(option);
    }

    /// <summary>The query that was asked for.</summary>
    /// <exception cref="UserException">A source or a genre is unknown.</exception>
    internal TermQuery Read(ParseResult parsed, NodeHost host, Terminal terminal) => new()
    {
        Text = parsed.GetValue(_text)!,
        Sources = parsed.GetValue(_sources) is { Length: > 0 } sources ? Known(sources, host) : null,
        Genres = (parsed.GetValue(_genres) ?? []).Aggregate(TermGenres.None, (genres, name) => genres | Genre(name)),
        Types = parsed.GetValue(_types) ?? [],
        Broader = parsed.GetValue(_broader),
        IncludeDeprecated = !parsed.GetValue(_current),
        Limit = Math.Clamp(parsed.GetValue(_limit), 1, TermQuery.MaxLimit),
        Languages = [terminal.Language.Tag()],
    };

    private static string[] Known(string[] sources, NodeHost host)
    {
        var known = host.Terms.Sources.Select(s => s.Source.Id).ToList();
        return sources.FirstOrDefault(s => !known.Contains(s, StringComparer.Ordinal)) is { } unknown
            ? throw new UserException(new($"De termenbron {unknown} is er niet; er zijn: {string.Join(", ", known)}.", $"There is no terminology source {unknown}; there are: {string.Join(", ", known)}."), ExitCode.Usage)
            : sources;
    }

    private static TermGenres Genre(string name) => TermGenreNames.TryParse(name, out var genre)
        ? genre
        : throw new UserException(new($"De soort {name} is er niet; er zijn: {string.Join(", ", TermGenreNames.All)}.", $"There is no genre {name}; there are: {string.Join(", ", TermGenreNames.All)}."), ExitCode.Usage);
}
