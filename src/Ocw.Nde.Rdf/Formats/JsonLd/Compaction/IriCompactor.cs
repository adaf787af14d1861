using Ocw.Nde.Rdf.Formats.JsonLd.Contexts;
using Ocw.Nde.Rdf.Formats.JsonLd.Json;

namespace Ocw.Nde.Rdf.Formats.JsonLd.Compaction;

/// <summary>JSON-LD 1.1 API §6.2.2, IRI Compaction; the steps are numbered as there.</summary>
internal sealed class IriCompactor(JsonLdOptions options)
{
    private const string Any = "@any";

    /// <summary>The shortest name of an IRI or keyword that means the same.</summary>
    /// <param name="active">The context.</param>
    /// <param name="iri">The IRI.</param>
    /// <param name="value">The value that a property has, since terms may hold for some values only.</param>
    /// <param name="vocabulary">Whether the name is a key or a type.</param>
    /// <param name="reverse">Whether the property points the other way.</param>
    internal string Compact(ActiveContext active, string iri, JsonItem? value = null, bool vocabulary = false, bool reverse = false)
    {
        // 4
        if (vocabulary && active.Inverse.Has(iri) && Term(active, iri, value, reverse) is { } term)
            return term;

        // 5
        if (vocabulary && active.Vocabulary is { } words && iri.Length > words.Length && iri.StartsWith(words, StringComparison.Ordinal)
            && iri[words.Length..] is var suffix && active[suffix] is null)
        {
            return suffix;
        }

        // 6, 7, 8
        if (WithPrefix(active, iri, value) is { } compact)
            return compact;

        // 9
        var scheme = JsonLdIris.SchemeLength(iri);
        if (scheme > 0 && active[iri[..scheme]] is { IsPrefix: true } && !iri.AsSpan(scheme + 1).StartsWith("//", StringComparison.Ordinal))
            throw new JsonLdException(JsonLdErrors.IriConfusedWithPrefix, "an IRI whose scheme is no prefix of the context", $"<{Words.Short(iri)}>");

        // 10, 11
        return !vocabulary && active.BaseIri is { } baseIri && !Keywords.Is(iri) ? RelativeIri.Of(baseIri, iri) : iri;
    }

    private static string? WithPrefix(ActiveContext active, string iri, JsonItem? value)
    {
        string? best = null;
        foreach (var (name, definition) in active.Prefixes)
        {
            var space = definition.Iri!;
            if (iri.Length <= space.Length || !iri.StartsWith(space, StringComparison.Ordinal))
                continue;
            var candidate = $"{name}:{iri[space.Length..]}";
            var isShorter = best is null || candidate.Length < best.Length || (candidate.Length == best.Length && string.CompareOrdinal(candidate, best) < 0);
            if (isShorter && (active[candidate] is not { } taken || (taken.Iri == iri && value is null)))
                best = candidate;
        }

        return best;
    }

    // 4
    private string? Term(ActiveContext active, string iri, JsonItem? value, bool reverse)
    {
        var map = value as JsonMap;
        if (map?[Keywords.Preserve] is { } preserved)
            map = (value = preserved.AsList() is [var first, ..] ? first : null) as JsonMap;
        var containers = new List<Containers>();
        var kind = Keywords.Language;
        var wanted = Keywords.Null;

        // 4.5 to 4.12
        var isGraph = Shapes.IsGraph(map);
        if (map is not null && map.Has(Keywords.Index) && !isGraph)
            containers.AddRange([Containers.Index, Containers.Index | Containers.Set]);
        if (reverse)
        {
            (kind, wanted) = (Keywords.Type, Keywords.Reverse);
            containers.Add(Containers.Set);
        }
        else if (Shapes.IsList(map))
        {
            (kind, wanted) = OfList(active, map!, containers);
        }
        else if (isGraph)
        {
            (kind, wanted) = (Keywords.Type, Keywords.Id);
            AddGraphs(map!, containers);
        }
        else
        {
            (kind, wanted) = OfValue(map, containers);
            containers.Add(Containers.Set);
        }

        containers.Add(Containers.None);
        if (options.ProcessingMode != JsonLdVersion.V10)
        {
            if (map is null || !map.Has(Keywords.Index))
                containers.AddRange([Containers.Index, Containers.Index | Containers.Set]);
            if (map is { Count: 1 } && map.Has(Keywords.Value))
                containers.AddRange([Containers.Language, Containers.Language | Containers.Set]);
        }

        // 4.13 to 4.19
        var preferred = Preferred(active, map, wanted);
        if (Shapes.IsList(map) && map![Keywords.List] is JsonList { Count: 0 } && wanted is not (Keywords.Id or Keywords.Reverse))
            kind = Any;
        var underscore = preferred.Find(each => each.Contains('_', StringComparison.Ordinal));
        if (underscore is not null)
            preferred.Add(underscore[underscore.IndexOf('_', StringComparison.Ordinal)..]);
        return active.Inverse.Select(iri, containers, kind, preferred);
    }

    // 4.14 to 4.17
    private List<string> Preferred(ActiveContext active, JsonMap? map, string wanted)
    {
        var preferred = new List<string>();
        if (wanted == Keywords.Reverse)
            preferred.Add(Keywords.Reverse);
        if (wanted is Keywords.Id or Keywords.Reverse && map?.StringOf(Keywords.Id) is { } id)
        {
            var name = Compact(active, id, vocabulary: true);
            preferred.AddRange(active[name]?.Iri == id ? [Keywords.Vocab, Keywords.Id, Keywords.None] : [Keywords.Id, Keywords.Vocab, Keywords.None]);
        }
        else
        {
            preferred.AddRange([wanted, Keywords.None]);
        }

        preferred.Add(Any);
        return preferred;
    }

    // 4.8
    private static void AddGraphs(JsonMap map, List<Containers> containers)
    {
        var (graph, id, index, set) = (Containers.Graph, Containers.Id, Containers.Index, Containers.Set);
        if (map.Has(Keywords.Index))
            containers.AddRange([graph | index, graph | index | set]);
        if (map.Has(Keywords.Id))
            containers.AddRange([graph | id, graph | id | set]);
        containers.AddRange([graph, graph | set, set]);
        if (!map.Has(Keywords.Index))
            containers.AddRange([graph | index, graph | index | set]);
        if (!map.Has(Keywords.Id))
            containers.AddRange([graph | id, graph | id | set]);
        containers.AddRange([index, index | set]);
    }

    // 4.9
    private static (string Kind, string Wanted) OfValue(JsonMap? map, List<Containers> containers)
    {
        if (!Shapes.IsValue(map))
        {
            containers.AddRange([Containers.Id, Containers.Id | Containers.Set, Containers.Type, Containers.Type | Containers.Set]);
            return (Keywords.Type, Keywords.Id);
        }

        var hasIndex = map!.Has(Keywords.Index);
        var language = map.StringOf(Keywords.Language)?.ToLowerInvariant();
        if (!hasIndex && (language is not null || map.Has(Keywords.Direction)))
        {
            containers.AddRange([Containers.Language, Containers.Language | Containers.Set]);
            return (Keywords.Language, map.StringOf(Keywords.Direction) is { } direction ? $"{language}_{direction}" : language!);
        }

        return map.StringOf(Keywords.Type) is { } type ? (Keywords.Type, type) : (Keywords.Language, Keywords.Null);
    }

    // 4.7
    private static (string Kind, string Wanted) OfList(ActiveContext active, JsonMap map, List<Containers> containers)
    {
        if (!map.Has(Keywords.Index))
            containers.Add(Containers.List);
        var list = map[Keywords.List]!.AsList();
        string? commonType = null;
        var commonLanguage = list.Count > 0 ? null
            : active.Direction is { } direction ? $"{active.Language?.ToLowerInvariant()}_{direction}" : active.Language?.ToLowerInvariant() ?? Keywords.None;
        foreach (var item in list)
        {
            var (type, language) = TypeAndLanguage(item);
            commonLanguage ??= language;
            if (language != commonLanguage && Shapes.IsValue(item))
                commonLanguage = Keywords.None;
            commonType ??= type;
            if (type != commonType)
                commonType = Keywords.None;
            if (commonLanguage == Keywords.None && commonType == Keywords.None)
                break;
        }

        return commonType is not (null or Keywords.None) ? (Keywords.Type, commonType) : (Keywords.Language, commonLanguage ?? Keywords.None);
    }

    private static (string Type, string Language) TypeAndLanguage(JsonItem item)
    {
        if (item is not JsonMap map || !map.Has(Keywords.Value))
            return (Keywords.Id, Keywords.None);
        var language = map.StringOf(Keywords.Language)?.ToLowerInvariant();
        if (map.StringOf(Keywords.Direction) is { } direction)
            return (Keywords.None, $"{language}_{direction}");
        if (language is not null)
            return (Keywords.None, language);
        return map.StringOf(Keywords.Type) is { } type ? (type, Keywords.None) : (Keywords.None, Keywords.Null);
    }
}
