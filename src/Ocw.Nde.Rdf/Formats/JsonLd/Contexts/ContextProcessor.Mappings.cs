using Ocw.Nde.Rdf.Formats.JsonLd.Json;

namespace Ocw.Nde.Rdf.Formats.JsonLd.Contexts;

// Steps 19 to 25 of Create Term Definition: what a term says besides its IRI.
internal sealed partial class ContextProcessor
{
    private void TakeTheRest(ActiveContext active, LocalContext local, string term, JsonMap map, TermDefinition definition)
    {
        // 19
        if (map[Keywords.Container] is { } container)
        {
            definition.Container = ContainerOf(term, container);
            if (definition.Has(Containers.Type))
            {
                definition.TypeMapping ??= Keywords.Id;
                if (definition.TypeMapping is not (Keywords.Id or Keywords.Vocab))
                    throw new JsonLdException(JsonLdErrors.InvalidTypeMapping, $"'@id' or '@vocab' as the '@type' of '{Words.Short(term)}', whose container is '@type'", $"<{definition.TypeMapping}>");
            }
        }

        TakeIndex(active, local, term, map, definition);
        TakeContext(active, local, term, map, definition);

        // 22, 23
        if (map[Keywords.Language] is { } language && !map.Has(Keywords.Type))
        {
            definition.HasLanguage = true;
            definition.Language = language switch
            {
                JsonNull => null,
                JsonString text => text.Value,
                _ => throw new JsonLdException(JsonLdErrors.InvalidLanguageMapping, $"a language tag or null for '{Words.Short(term)}'", Words.Of(language)),
            };
        }

        if (map[Keywords.Direction] is { } direction && !map.Has(Keywords.Type))
        {
            definition.HasDirection = true;
            definition.Direction = DirectionOf(direction);
        }

        TakeNest(term, map, definition);
        TakePrefix(term, map, definition);
    }

    // 19.1, 19.2
    private Containers ContainerOf(string term, JsonItem value)
    {
        var fault = new JsonLdException(JsonLdErrors.InvalidContainerMapping, $"a container that JSON-LD knows for '{Words.Short(term)}'", Words.Of(value));
        if (Is10 && value is not JsonString { Value: Keywords.List or Keywords.Set or Keywords.Index or Keywords.Language })
            throw fault;
        var container = Containers.None;
        foreach (var item in value.AsList())
        {
            var one = (item as JsonString)?.Value switch
            {
                Keywords.Graph => Containers.Graph,
                Keywords.Id => Containers.Id,
                Keywords.Index => Containers.Index,
                Keywords.Language => Containers.Language,
                Keywords.List => Containers.List,
                Keywords.Set => Containers.Set,
                Keywords.Type => Containers.Type,
                _ => throw fault,
            };
            container |= one;
        }

        var withoutSet = container & ~Containers.Set;
        var isAllowed = withoutSet is Containers.None or Containers.Graph or Containers.Id or Containers.Index or Containers.Language or Containers.Type
                or (Containers.Graph | Containers.Id) or (Containers.Graph | Containers.Index)
            || container == Containers.List;
        return isAllowed && container != Containers.None ? container : throw fault;
    }

    // 20
    private void TakeIndex(ActiveContext active, LocalContext local, string term, JsonMap map, TermDefinition definition)
    {
        if (map[Keywords.Index] is not { } value)
            return;
        Demand11(term, Keywords.Index);
        var iri = definition.Has(Containers.Index) && value is JsonString text ? ExpandIri(active, text.Value, vocabulary: true, local: local) : null;
        if (iri is null || !JsonLdIris.IsAbsolute(iri))
            throw TermFault($"a property as '@index' of '{Words.Short(term)}', with '@index' as container", Words.Of(value));
        definition.IndexMapping = ((JsonString)value).Value;
    }

    // 21
    private void TakeContext(ActiveContext active, LocalContext local, string term, JsonMap map, TermDefinition definition)
    {
        if (map[Keywords.Context] is not { } value)
            return;
        Demand11(term, Keywords.Context);
        try
        {
            Process(active, value, local.BaseUrl, local.Remote, overrideProtected: true, propagate: true, validateScoped: false);
        }
        catch (JsonLdException fault) when (fault.Code == JsonLdErrors.LoadingRemoteContextFailed)
        {
            // A context that cannot be had is missed where the term is used: IIIF's name many that most documents never need.
        }
        catch (JsonLdException fault) when (fault.Code != JsonLdErrors.CeilingReached)
        {
            throw new JsonLdException(JsonLdErrors.InvalidScopedContext, $"a sound context for '{Words.Short(term)}'", $"one with a fault ({fault.Message})", fault);
        }

        definition.Context = value;
        definition.BaseUrl = local.BaseUrl;
    }

    // 24
    private void TakeNest(string term, JsonMap map, TermDefinition definition)
    {
        if (map[Keywords.Nest] is not { } value)
            return;
        Demand11(term, Keywords.Nest);
        definition.Nest = value is JsonString text && (text.Is(Keywords.Nest) || !Keywords.Is(text.Value))
            ? text.Value
            : throw new JsonLdException(JsonLdErrors.InvalidNestValue, $"'@nest' or a term as '@nest' of '{Words.Short(term)}'", Words.Of(value));
    }

    // 25
    private void TakePrefix(string term, JsonMap map, TermDefinition definition)
    {
        if (map[Keywords.Prefix] is not { } value)
            return;
        Demand11(term, Keywords.Prefix);
        if (term.AsSpan().ContainsAny(':', '/'))
            throw TermFault("a prefix without ':' and '/'", $"'{Words.Short(term)}'");
        definition.IsPrefix = (value as JsonBoolean ?? throw new JsonLdException(JsonLdErrors.InvalidPrefixValue, $"true or false for '@prefix' of '{Words.Short(term)}'", Words.Of(value))).Value;
        if (definition.IsPrefix && definition.Iri is { } iri && Keywords.Is(iri))
            throw TermFault("a prefix that stands for an IRI", $"'{Words.Short(term)}' for {iri}");
    }
}
