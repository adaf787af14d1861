using Ocw.Nde.Rdf.Formats.JsonLd.Json;

namespace Ocw.Nde.Rdf.Formats.JsonLd.Contexts;

// JSON-LD 1.1 API §4.2.2, Create Term Definition; the steps are numbered as there.
internal sealed partial class ContextProcessor
{
    private void CreateTerm(ActiveContext active, LocalContext local, string term)
    {
        // 1
        if (local.Defined.TryGetValue(term, out var isDefined))
        {
            if (isDefined)
                return;
            throw new JsonLdException(JsonLdErrors.CyclicIriMapping, "terms that do not define each other in a circle", $"the term '{Words.Short(term)}' in its own definition");
        }

        if (++local.Chain > options.MaxContexts)
            throw new JsonLdException(JsonLdErrors.CeilingReached, $"at most {options.MaxContexts} terms that are defined by each other", $"more, at '{Words.Short(term)}'");
        Create(active, local, term);
        local.Chain--;
    }

    private void Create(ActiveContext active, LocalContext local, string term)
    {
        // 2
        if (term.Length == 0)
            throw TermFault("a term that is not empty", "one that is");
        local.Defined[term] = false;

        // 3, 4, 5
        var value = local.Map[term]!;
        CheckKeyword(term, value);
        if (term != Keywords.Type && Keywords.HasForm(term))
        {
            local.Defined[term] = true;
            return;
        }

        // 6, 7, 8, 9
        var previous = active.Forget(term);
        var isSimple = value is JsonString;
        var map = value switch
        {
            JsonMap whole => whole,
            JsonNull or JsonString => new JsonMap { { Keywords.Id, value } },
            _ => throw TermFault($"an IRI, an object or null for the term '{Words.Short(term)}'", Words.Of(value)),
        };

        // 10, 11
        var definition = new TermDefinition { IsProtected = local.Protects };
        if (map[Keywords.Protected] is { } isProtected)
        {
            Demand11(term, Keywords.Protected);
            definition.IsProtected = (isProtected as JsonBoolean ?? throw new JsonLdException(JsonLdErrors.InvalidProtectedValue, "true or false for '@protected'", Words.Of(isProtected))).Value;
        }

        if (!TakeIri(active, local, term, map, isSimple, definition))
        {
            local.Defined[term] = true;
            return;
        }

        if (map.Has(Keywords.Reverse))
            TakeIndex(active, local, term, map, definition);
        else
            TakeTheRest(active, local, term, map, definition);

        // 26
        foreach (var (key, _) in map)
        {
            if (key is not (Keywords.Id or Keywords.Reverse or Keywords.Container or Keywords.Context or Keywords.Direction or Keywords.Index or Keywords.Language
                or Keywords.Nest or Keywords.Prefix or Keywords.Protected or Keywords.Type))
            {
                throw TermFault($"only what JSON-LD says about a term in the definition of '{Words.Short(term)}'", $"'{Words.Short(key)}'");
            }
        }

        // 27, 28
        if (!local.OverridesProtected && previous is { IsProtected: true })
        {
            if (!definition.SaysSameAs(previous))
                throw new JsonLdException(JsonLdErrors.ProtectedTermRedefinition, $"the term '{Words.Short(term)}' as it is, since it is protected", "another definition");
            definition = previous;
        }

        active.Define(term, definition);
        local.Defined[term] = true;
    }

    // 4, 5
    private void CheckKeyword(string term, JsonItem value)
    {
        if (!Keywords.Is(term))
            return;
        if (term == Keywords.Type && !Is10 && value is JsonMap { Count: > 0 } map
            && map.All(entry => entry.Key == Keywords.Protected || (entry.Key == Keywords.Container && entry.Value.AsList() is [JsonString { Value: Keywords.Set }])))
        {
            return;
        }

        throw new JsonLdException(JsonLdErrors.KeywordRedefinition, "a term that is no keyword", $"'{term}'");
    }

    // 12 to 18; false where the term is left undefined for later versions of JSON-LD.
    private bool TakeIri(ActiveContext active, LocalContext local, string term, JsonMap map, bool isSimple, TermDefinition definition)
    {
        TakeType(active, local, term, map, definition);
        if (map[Keywords.Reverse] is { } reverse)
            return TakeReverse(active, local, term, map, reverse, definition);
        if (map[Keywords.Id] is { } id && !(id is JsonString text && text.Is(term)))
            return TakeId(active, local, term, id, isSimple, definition);
        TakeImpliedIri(active, local, term, definition);
        return true;
    }

    // 12
    private void TakeType(ActiveContext active, LocalContext local, string term, JsonMap map, TermDefinition definition)
    {
        if (map[Keywords.Type] is not { } value)
            return;
        var type = value is JsonString text ? ExpandIri(active, text.Value, vocabulary: true, local: local) : null;
        var isAllowed = type switch
        {
            null => false,
            Keywords.Id or Keywords.Vocab => true,
            Keywords.Json or Keywords.None => !Is10,
            _ => JsonLdIris.IsAbsolute(type),
        };
        definition.TypeMapping = isAllowed
            ? type
            : throw new JsonLdException(JsonLdErrors.InvalidTypeMapping, $"a datatype, '@id', '@vocab', '@json' or '@none' as the '@type' of '{Words.Short(term)}'", Words.Of(value));
    }

    // 13
    private bool TakeReverse(ActiveContext active, LocalContext local, string term, JsonMap map, JsonItem value, TermDefinition definition)
    {
        if (map.Has(Keywords.Id) || map.Has(Keywords.Nest))
            throw new JsonLdException(JsonLdErrors.InvalidReverseProperty, $"'@reverse' alone in the definition of '{Words.Short(term)}'", "'@id' or '@nest' beside it");
        if (value is not JsonString text)
            throw IriFault($"an IRI for '@reverse' of '{Words.Short(term)}'", Words.Of(value));
        if (Keywords.HasForm(text.Value))
            return false;
        definition.Iri = ExpandIri(active, text.Value, vocabulary: true, local: local) is { } iri && JsonLdIris.IsAbsoluteOrBlank(iri)
            ? iri
            : throw IriFault($"an IRI for '@reverse' of '{Words.Short(term)}'", Words.Of(value));
        if (map[Keywords.Container] is { IsNull: false } container)
        {
            definition.Container = container switch
            {
                JsonString { Value: Keywords.Set } => Containers.Set,
                JsonString { Value: Keywords.Index } => Containers.Index,
                _ => throw new JsonLdException(JsonLdErrors.InvalidReverseProperty, "'@set' or '@index' as the container of a reverse property", Words.Of(container)),
            };
        }

        definition.IsReverse = true;
        return true;
    }

    // 14
    private bool TakeId(ActiveContext active, LocalContext local, string term, JsonItem value, bool isSimple, TermDefinition definition)
    {
        if (value is JsonNull)
            return true;
        if (value is not JsonString { Value: var id })
            throw IriFault($"an IRI for the term '{Words.Short(term)}'", Words.Of(value));
        if (!Keywords.Is(id) && Keywords.HasForm(id))
            return false;
        var iri = ExpandIri(active, id, vocabulary: true, local: local);
        if (iri is null || !(Keywords.Is(iri) || JsonLdIris.IsAbsoluteOrBlank(iri)))
            throw IriFault($"an IRI or a keyword for the term '{Words.Short(term)}'", $"\"{Words.Short(id)}\"");
        if (iri == Keywords.Context)
            throw new JsonLdException(JsonLdErrors.InvalidKeywordAlias, "an alias of another keyword", "'@context'");
        definition.Iri = iri;
        var inside = term.AsSpan(1, Math.Max(0, term.Length - 2));
        if (inside.Contains(':') || term.Contains('/', StringComparison.Ordinal))
        {
            local.Defined[term] = true;
            if (ExpandIri(active, term, vocabulary: true, local: local) != iri)
                throw IriFault($"the IRI that the term '{Words.Short(term)}' itself means", $"\"{Words.Short(id)}\"");
            local.Defined[term] = false;
        }
        else if (!term.Contains(':', StringComparison.Ordinal))
        {
            definition.IsPrefix = isSimple && (iri[^1] is ':' or '/' or '?' or '#' or '[' or ']' or '@' || JsonLdIris.IsBlank(iri));
        }

        return true;
    }

    // 15 to 18
    private void TakeImpliedIri(ActiveContext active, LocalContext local, string term, TermDefinition definition)
    {
        var colon = term.IndexOf(':', Math.Min(1, term.Length));
        if (colon > 0)
        {
            var prefix = term[..colon];
            if (local.Map.Has(prefix))
                CreateTerm(active, local, prefix);
            definition.Iri = active[prefix]?.Iri is { } space ? space + term[(colon + 1)..] : term;
        }
        else if (term.Contains('/', StringComparison.Ordinal))
        {
            definition.Iri = ExpandIri(active, term, vocabulary: true) is { } iri && JsonLdIris.IsAbsolute(iri) ? iri : throw IriFault("an IRI", $"the term '{Words.Short(term)}'");
        }
        else if (term == Keywords.Type)
        {
            definition.Iri = Keywords.Type;
        }
        else
        {
            definition.Iri = active.Vocabulary is { } vocabulary
                ? vocabulary + term
                : throw IriFault($"an '@id' for the term '{Words.Short(term)}' (there is no '@vocab')", "none");
        }
    }

    private void Demand11(string term, string key, string error = JsonLdErrors.InvalidTermDefinition)
    {
        if (Is10)
            throw new JsonLdException(error, $"only what JSON-LD 1.0 knows in the definition of '{Words.Short(term)}'", $"'{key}'");
    }

    private static JsonLdException TermFault(string expected, string found) => new(JsonLdErrors.InvalidTermDefinition, expected, found);

    private static JsonLdException IriFault(string expected, string found) => new(JsonLdErrors.InvalidIriMapping, expected, found);
}
