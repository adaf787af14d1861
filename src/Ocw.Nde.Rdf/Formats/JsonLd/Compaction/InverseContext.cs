using Ocw.Nde.Rdf.Formats.JsonLd.Contexts;

namespace Ocw.Nde.Rdf.Formats.JsonLd.Compaction;

/// <summary>Which terms stand for an IRI, by container and by type or language (JSON-LD 1.1 API §4.3, Inverse Context Creation).</summary>
internal sealed class InverseContext
{
    private const string Any = "@any";

    private readonly Dictionary<string, Dictionary<Containers, Choices>> _iris = new(StringComparer.Ordinal);

    internal InverseContext(ActiveContext active)
    {
        var defaultLanguage = active.Language?.ToLowerInvariant() ?? Keywords.None;
        foreach (var (term, definition) in active.Terms.OrderBy(entry => entry.Key.Length).ThenBy(entry => entry.Key, StringComparer.Ordinal))
        {
            if (definition.Iri is not { } iri)
                continue;
            if (!_iris.TryGetValue(iri, out var containers))
                _iris.Add(iri, containers = []);
            if (!containers.TryGetValue(definition.Container, out var choices))
                containers.Add(definition.Container, choices = new(term));
            Enter(choices, term, definition, active, defaultLanguage);
        }
    }

    internal bool Has(string iri) => _iris.ContainsKey(iri);

    /// <summary>JSON-LD 1.1 API §4.5.2 and §6.4, Term Selection: the first term that fits, the containers and the values in order of preference.</summary>
    internal string? Select(string iri, List<Containers> containers, string typeOrLanguage, List<string> preferred)
    {
        var known = _iris[iri];
        foreach (var container in containers)
        {
            if (!known.TryGetValue(container, out var choices))
                continue;
            foreach (var value in preferred)
            {
                if (choices.Of(typeOrLanguage).TryGetValue(value, out var term))
                    return term;
            }
        }

        return null;
    }

    private static void Enter(Choices choices, string term, TermDefinition definition, ActiveContext active, string defaultLanguage)
    {
        if (definition.IsReverse)
        {
            choices.Types.TryAdd(Keywords.Reverse, term);
        }
        else if (definition.TypeMapping == Keywords.None)
        {
            choices.Languages.TryAdd(Any, term);
            choices.Types.TryAdd(Any, term);
        }
        else if (definition.TypeMapping is { } type)
        {
            choices.Types.TryAdd(type, term);
        }
        else if (definition.HasLanguage || definition.HasDirection)
        {
            choices.Languages.TryAdd(Own(definition), term);
        }
        else
        {
            choices.Languages.TryAdd(active.Direction is { } direction ? $"{active.Language?.ToLowerInvariant()}_{direction}" : defaultLanguage, term);
            choices.Languages.TryAdd(Keywords.None, term);
            choices.Types.TryAdd(Keywords.None, term);
        }
    }

    // The language and direction that the term itself gives.
    private static string Own(TermDefinition definition)
    {
        var language = definition.Language?.ToLowerInvariant();
        if (definition is { HasLanguage: true, HasDirection: true })
            return definition.Direction is { } both ? $"{language}_{both}" : language ?? Keywords.Null;
        if (definition.HasLanguage)
            return language ?? Keywords.Null;
        return definition.Direction is { } direction ? "_" + direction : Keywords.None;
    }

    private sealed class Choices
    {
        private readonly Dictionary<string, string> _any;

        internal Choices(string first) => _any = new(StringComparer.Ordinal) { [Keywords.None] = first };

        internal Dictionary<string, string> Languages { get; } = new(StringComparer.Ordinal);

        internal Dictionary<string, string> Types { get; } = new(StringComparer.Ordinal);

        internal Dictionary<string, string> Of(string kind) => kind switch { Keywords.Language => Languages, Keywords.Type => Types, _ => _any };
    }
}
